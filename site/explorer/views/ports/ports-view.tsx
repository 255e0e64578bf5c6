import { releases } from "cpanel-ports";
import { useMemo } from "preact/hooks";
import type { ViewProps } from "../../app.tsx";
import { type Use, useSigns, useWords } from "../../parts/entry-words.ts";
import { ViewActions } from "../../parts/view-actions.tsx";
import { routeText } from "../../route.ts";
import { replaceRoute } from "../../use-route.ts";
import { FilterBox } from "./filter-box.tsx";
import { Matrix } from "./matrix.tsx";
import { matrixRows } from "./matrix-rows.ts";
import { readQuery } from "./port-query.ts";
import { portsCommand } from "./ports-command.ts";
import { type Shown, shownReleases } from "./shown-releases.ts";

const all = releases.map((each) => each.release);
const first = all[0] ?? 102;
const last = all.at(-1) ?? 126;

/** The matrix of ports and releases, with a filter. */
export function PortsView({ route: { query } }: ViewProps) {
  const text = query.get("q") ?? "";
  const shown = shownReleases(query);
  const set = (changed: Readonly<Record<string, string | undefined>>) =>
    replaceRoute(
      routeText("ports", [], {
        q: text,
        from: shown.from === first ? undefined : String(shown.from),
        to: shown.to === last ? undefined : String(shown.to),
        only: shown.onlyEnds ? "differences" : undefined,
        ...changed,
      }),
    );
  const read = readQuery(text);
  const candidates = useMemo(
    () => matrixRows(shown.releases),
    [shown.from, shown.to, shown.onlyEnds],
  );
  const rows = candidates.filter(
    (row) =>
      (!shown.onlyEnds || row.differs) &&
      ("problem" in read || row.cells.some((cell) => read.matches(row.port, cell.release))),
  );
  const ports = rows.map((each) => each.port);
  return (
    <>
      <div class="view-head">
        <h1 tabIndex={-1}>Ports of cPanel &amp; WHM</h1>
        <p>
          The ports that cPanel documents for each release from {first} to {last}. This is not a
          scan of your server. <Age />
        </p>
        <p>
          <a href="#/release">Releases</a> · <a href="#/service">Services</a>
        </p>
      </div>
      <FilterBox text={text} query={read} onText={(next) => set({ q: next })} />
      <div class="matrix-tools">
        <Range shown={shown} set={set} />
        <output>
          {rows.length} of {candidates.length} ports
        </output>
        <Legend />
      </div>
      {rows.length > 0 ? (
        <Matrix rows={rows} releases={shown.releases} />
      ) : (
        <p class="empty">
          {shown.onlyEnds && text === ""
            ? `Nothing documented differs between ${shown.from} and ${shown.to}.`
            : "No port matches this filter."}
        </p>
      )}
      <ViewActions
        command={portsCommand(shown, read, ports)}
        table={
          shown.onlyEnds
            ? { kind: "diff", from: shown.from, to: shown.to, filter: { port: ports } }
            : { kind: "ports", release: shown.to, filter: { port: ports } }
        }
      />
    </>
  );
}

interface RangeProps {
  readonly shown: Shown;
  readonly set: (changed: Readonly<Record<string, string | undefined>>) => void;
}

function Range({ shown, set }: RangeProps) {
  const options = all.map((each) => (
    <option key={each} value={each}>
      {each}
    </option>
  ));
  return (
    <fieldset class="range">
      <legend>Releases</legend>
      <label>
        from{" "}
        <select
          value={shown.from}
          onChange={({ currentTarget }) => set({ from: currentTarget.value })}
        >
          {options}
        </select>
      </label>
      <label>
        to{" "}
        <select value={shown.to} onChange={({ currentTarget }) => set({ to: currentTarget.value })}>
          {options}
        </select>
      </label>
      <button
        type="button"
        aria-pressed={shown.onlyEnds}
        onClick={() => set({ only: shown.onlyEnds ? undefined : "differences" })}
      >
        Only differences between the two
      </button>
    </fieldset>
  );
}

function Legend() {
  return (
    <ul class="legend" aria-label="Legend">
      {(Object.keys(useSigns) as Use[]).map((use) => (
        <li key={use}>
          <span class={`sign ${use}`} aria-hidden="true">
            {useSigns[use]}
          </span>{" "}
          {useWords[use]}
        </li>
      ))}
      <li>
        <span class="sign absent" aria-hidden="true" /> not documented
      </li>
      <li>
        <span class="sign changed" aria-hidden="true" /> changed
      </li>
    </ul>
  );
}

/** The age of the data. */
function Age() {
  const newest = releases
    .map((each) => each.source.lastModified)
    .sort()
    .at(-1);
  return <span class="quiet">The newest page was last modified on {newest}.</span>;
}
