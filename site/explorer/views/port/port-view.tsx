import {
  getPortHistory,
  isCpanelPortsError,
  latestRelease,
  listPorts,
  type PortSpan,
  releases,
} from "cpanel-ports";
import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { ViewProps } from "../../app.tsx";
import { CopyButton } from "../../parts/copy-button.tsx";
import { protectionText, protocolsOf, useOf, useWords } from "../../parts/entry-words.ts";
import { PortLink } from "../../parts/links.tsx";
import { ViewActions } from "../../parts/view-actions.tsx";
import { routeText } from "../../route.ts";
import { Changes } from "./changes.tsx";
import { CuratedFacts } from "./curated-facts.tsx";
import { DocumentedRows } from "./documented-rows.tsx";
import { Elsewhere } from "./elsewhere.tsx";
import { Uses } from "./uses.tsx";

const all = releases.map((each) => each.release);

/** Everything about one port. */
export function PortView({ route: { path, query } }: ViewProps) {
  const port = Number(path[0]);
  const spans = historyOf(port);
  if (spans === null) {
    return <NoPort text={path[0] ?? ""} />;
  }
  const newest = spans.at(-1);
  const release = all.find((each) => String(each) === query.get("release")) ?? null;
  return (
    <>
      <p class="crumbs">
        <a href="#/ports">Ports</a>
      </p>
      <h1 tabIndex={-1}>
        Port {port}
        {newest && <span class="quiet"> {newest.entry.documented.service}</span>}
      </h1>
      {newest ? <Summary span={newest} spans={spans} /> : <Undocumented port={port} />}
      <p>
        <a href={routeText("check", [], { port: String(port) })}>
          Check whether a firewall lets it through
        </a>
      </p>
      {newest && (
        <>
          <h2>Curated facts</h2>
          <CuratedFacts span={newest} />
          <h2>As each page documents it</h2>
          <DocumentedRows port={port} release={release} />
          <h2>Changes</h2>
          <Changes port={port} />
        </>
      )}
      <h2>{newest ? "What else needs it" : "What needs it"}</h2>
      <Uses port={port} />
      <h2>In published lists</h2>
      <Elsewhere port={port} />
      {newest ? (
        <ViewActions
          command={`npx cpanel-ports show ${port}`}
          table={{ kind: "ports", release: newest.through, filter: { port } }}
        />
      ) : (
        <div class="view-actions">
          <CopyButton text={() => location.href}>Copy link</CopyButton>
        </div>
      )}
    </>
  );
}

/** The spans of a port; `null` for an invalid port number. */
function historyOf(port: number): readonly PortSpan[] | null {
  try {
    return getPortHistory(port);
  } catch (error) {
    if (isCpanelPortsError(error)) {
      return null;
    }
    throw error;
  }
}

function NoPort({ text }: { text: string }) {
  return (
    <>
      <h1 tabIndex={-1}>No such port</h1>
      <p>
        {text === "" ? "" : `“${visible(text)}” is not a port. `}A port is a number from 1 to 65535.{" "}
        <a href="#/ports">All ports</a>
      </p>
    </>
  );
}

function Undocumented({ port }: { port: number }) {
  const nearest = listPorts(latestRelease)
    .map((each) => each.port)
    .sort((a, b) => Math.abs(a - port) - Math.abs(b - port))
    .slice(0, 3)
    .sort((a, b) => a - b);
  return (
    <p>
      No release from {all[0]} to {all.at(-1)} documents this port. That does not tell whether
      something listens on it. Nearby documented ports:{" "}
      {nearest.map((each, index) => (
        <span key={each}>
          {index > 0 && ", "}
          <PortLink port={each} />
        </span>
      ))}
      .
    </p>
  );
}

function Summary({ span: { entry }, spans }: { span: PortSpan; spans: readonly PortSpan[] }) {
  const first = spans[0]?.from;
  const last = spans.at(-1)?.through;
  return (
    <>
      <p class="lead">
        <span class={`pill ${useOf(entry)}`}>{useWords[useOf(entry)]}</span>{" "}
        <span class="pill">{protocolsOf(entry)}</span>{" "}
        <span class="pill">{protectionText(entry)}</span>
      </p>
      <p>
        Documented from {first} to {last}
        {last === all.at(-1) ? "." : ", and no longer after that."}
        {entry.conditions.map((each) => ` Used ${each.text}.`)}
      </p>
    </>
  );
}
