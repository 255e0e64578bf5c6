import type { ReleaseNumber } from "cpanel-ports";
import { useMemo, useState } from "preact/hooks";
import { protocolsOf, useOf, useSigns, useWords } from "../../parts/entry-words.ts";
import { routeText } from "../../route.ts";
import { CellNote, type NotedCell } from "./cell-note.tsx";
import { type Position, useGridKeys } from "./grid-keys.ts";
import type { Cell, Row } from "./matrix-rows.ts";

interface MatrixProps {
  readonly rows: readonly Row[];
  readonly releases: readonly ReleaseNumber[];
}

/** The ports by release, as a grid: arrow keys move through it, Enter opens a port. */
export function Matrix({ rows, releases }: MatrixProps) {
  const [noted, setNoted] = useState<NotedCell | null>(null);
  // The table stays the same while notes come and go.
  const table = useMemo(
    () => <MatrixTable rows={rows} releases={releases} note={setNoted} />,
    [rows, releases],
  );
  return (
    <div
      class="matrix-frame"
      onMouseLeave={() => setNoted(null)}
      onFocusOut={() => setNoted(null)}
      onKeyUp={({ key }) => key === "Escape" && setNoted(null)}
    >
      {table}
      {noted && <CellNote {...noted} />}
    </div>
  );
}

interface MatrixTableProps extends MatrixProps {
  readonly note: (cell: NotedCell | null) => void;
}

function MatrixTable({ rows, releases, note }: MatrixTableProps) {
  const keys = useGridKeys(rows.length, releases.length + 1);
  return (
    <table
      class="matrix"
      role="grid"
      aria-label="Ports by release"
      aria-rowcount={rows.length + 1}
      {...keys.grid}
    >
      <thead>
        <tr>
          <th scope="col">Port</th>
          {releases.map((release) => (
            <th key={release} scope="col">
              <a href={routeText("release", [release])} tabIndex={-1}>
                {release}
              </a>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <MatrixRow key={row.port} row={row} index={index} keys={keys.cell} note={note} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly row: Row;
  readonly index: number;
  readonly keys: (at: Position) => object;
  readonly note: (cell: NotedCell | null) => void;
}

function MatrixRow({ row, index, keys, note }: RowProps) {
  const { port, entry, cells } = row;
  return (
    <tr>
      <th scope="row">
        <a href={routeText("port", [port])} {...keys({ row: index, column: 0 })}>
          <b>{port}</b> <span>{entry.documented.service}</span>
        </a>
      </th>
      {cells.map((cell, at) => {
        const show = ({ currentTarget }: { currentTarget: EventTarget | null }) =>
          note({ port, cell, anchor: currentTarget as HTMLElement });
        return (
          <td
            key={cell.release}
            role="gridcell"
            class={cell.entry ? useOf(cell.entry) : "absent"}
            data-change={cell.change ?? undefined}
            aria-label={cellText(cell)}
            {...keys({ row: index, column: at + 1 })}
            onMouseEnter={show}
            onFocus={show}
            onClick={() => openPort(port, cell.release)}
            onKeyDown={({ key }) => key === "Enter" && openPort(port, cell.release)}
          >
            {cell.entry ? useSigns[useOf(cell.entry)] : ""}
          </td>
        );
      })}
    </tr>
  );
}

function openPort(port: number, release: ReleaseNumber): void {
  location.hash = routeText("port", [port], { release: String(release) });
}

/** What a screen reader announces for a cell. */
function cellText({ release, entry, change }: Cell): string {
  const use = entry ? `${useWords[useOf(entry)]}, ${protocolsOf(entry)}` : "not documented";
  return `${release}: ${use}${change ? `, ${change}` : ""}`;
}
