import {
  getLicenseCallback,
  isCpanelPortsError,
  listFeatureSources,
  listPorts,
  type ResolvedVersion,
  releases,
  resolveVersion,
} from "cpanel-ports";
import type { ViewProps } from "../../app.tsx";
import { PortLink } from "../../parts/links.tsx";
import { PortList } from "../../parts/port-list.tsx";
import { ViewActions } from "../../parts/view-actions.tsx";
import { Lifecycle } from "./lifecycle.tsx";
import { ReleaseTable } from "./release-table.tsx";

/** A release, or a later version and the release that answers for it; without one, all of them. */
export function ReleaseView({ route: { path } }: ViewProps) {
  const [text] = path;
  if (text === undefined || text === "") {
    return <ReleaseTable />;
  }
  const resolved = versionOf(text);
  return "problem" in resolved ? (
    <>
      <h1 tabIndex={-1}>No such release</h1>
      <p>{resolved.problem}</p>
      <p>
        <a href="#/release">All releases</a>
      </p>
    </>
  ) : (
    <OneRelease version={resolved} />
  );
}

function versionOf(text: string): ResolvedVersion | { readonly problem: string } {
  try {
    return resolveVersion(text);
  } catch (error) {
    if (isCpanelPortsError(error)) {
      return { problem: error.message };
    }
    throw error;
  }
}

function OneRelease({ version }: { version: ResolvedVersion }) {
  const { release } = version;
  const before = releases.filter((each) => each.release < release).at(-1)?.release;
  const source = releases.find((each) => each.release === release)?.source;
  return (
    <>
      <p class="crumbs">
        <a href="#/release">Releases</a>
      </p>
      <h1 tabIndex={-1}>cPanel &amp; WHM {version.version}</h1>
      <CoverageOf version={version} />
      {source && (
        <p>
          Documented by the <a href={source.url}>page of {source.page}</a>, last modified on{" "}
          {source.lastModified}. SHA-256 of the snapshot: <code class="hash">{source.sha256}</code>
        </p>
      )}
      <Lifecycle version={version.version} />
      <p>
        {before && (
          <>
            <a href={`#/compare/${before}/${version.version}`}>What changed since {before}</a>
            {" · "}
          </>
        )}
        <a href={`#/firewall?version=${version.version}`}>Build a firewall</a> ·{" "}
        <a href={`#/audit?version=${version.version}`}>Audit a firewall</a>
      </p>
      <h2>Ports</h2>
      <PortList entries={listPorts(release)} />
      <h2>License callback</h2>
      <LicenseCallback version={version} />
      <h2>Feature scanners</h2>
      <Features version={version} />
      <ViewActions
        command={`npx cpanel-ports list ${version.version}`}
        table={{ kind: "ports", release }}
      />
    </>
  );
}

function CoverageOf({ version: { version, release, coverage } }: { version: ResolvedVersion }) {
  switch (coverage) {
    case "release":
      return null;
    case "page":
      return (
        <p class="notice">
          Answered from the page of {release}, which states that it applies to {version}.
        </p>
      );
    case "assumed":
      return (
        <p class="notice warning">
          Assumed from the page of {release}: the page may have changed since {version} came out.
        </p>
      );
  }
}

function LicenseCallback({ version: { release } }: { version: ResolvedVersion }) {
  const { ports, senders } = getLicenseCallback(release);
  return (
    <p>
      At least one of{" "}
      {ports.map(({ port }, index) => (
        <span key={port}>
          {index > 0 && ", "}
          <PortLink port={port} />
        </span>
      ))}{" "}
      must be open to {senders.networks.join(" and ")}.
    </p>
  );
}

function Features({ version: { release } }: { version: ResolvedVersion }) {
  const features = listFeatureSources(release);
  if (features === "undocumented") {
    return <p class="quiet">Undocumented: the page has no such section.</p>;
  }
  return (
    <div class="table-frame">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">Ports</th>
            <th scope="col">Scanner addresses to allow</th>
          </tr>
        </thead>
        <tbody>
          {features.map((each) => (
            <tr key={each.name}>
              <th scope="row">{each.name}</th>
              <td class="whole">{each.ports.join(", ")}</td>
              <td class="breakable">{[...each.addresses, ...each.feeds].join(", ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
