import { getPort, type PortEntry, type ReleaseNumber, releases } from "cpanel-ports";
import { useState } from "preact/hooks";
import { BasisList } from "../../parts/basis-list.tsx";
import { ReleaseLink } from "../../parts/links.tsx";

interface DocumentedRowsProps {
  readonly port: number;
  /** The release whose row is initially open. */
  readonly release: ReleaseNumber | null;
}

const columns = [
  ["service", "Service"],
  ["tcp", "TCP"],
  ["udp", "UDP"],
  ["inbound", "Inbound"],
  ["outbound", "Outbound"],
  ["localhost", "Localhost"],
  ["note", "Notes"],
] as const;

/** The row of a port in the page of each release, cell for cell; a cell opens its source. */
export function DocumentedRows({ port, release }: DocumentedRowsProps) {
  const [open, setOpen] = useState<ReleaseNumber | null>(release);
  return (
    <div class="table-frame">
      <table class="plain documented">
        <thead>
          <tr>
            <th scope="col">Release</th>
            {columns.map(([, title]) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {releases.map((each) => (
          <ReleaseRow
            key={each.release}
            release={each.release}
            entry={getPort(each.release, port)}
            isOpen={open === each.release}
            onToggle={() => setOpen(open === each.release ? null : each.release)}
          />
        ))}
      </table>
    </div>
  );
}

interface ReleaseRowProps {
  readonly release: ReleaseNumber;
  readonly entry: PortEntry | undefined;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function ReleaseRow({ release, entry, isOpen, onToggle }: ReleaseRowProps) {
  const id = `source-${release}`;
  return (
    <tbody>
      <tr>
        <th scope="row">
          <ReleaseLink release={release} />
        </th>
        {columns.map(([field, title]) => (
          <td key={field}>
            <button
              type="button"
              class="cell"
              aria-expanded={isOpen}
              aria-controls={id}
              aria-label={`${title} in ${release}: ${cellText(entry, field)}. Show the source`}
              onClick={onToggle}
            >
              {cellSign(entry, field)}
            </button>
          </td>
        ))}
      </tr>
      <tr id={id} hidden={!isOpen}>
        <td colSpan={columns.length + 1}>
          {isOpen && <SourceOf release={release} entry={entry} />}
        </td>
      </tr>
    </tbody>
  );
}

function SourceOf({ release, entry }: { release: ReleaseNumber; entry: PortEntry | undefined }) {
  const source = releases.find((each) => each.release === release)?.source;
  if (!source) {
    return null;
  }
  return (
    <div class="source">
      <a href={source.url}>The documentation page of {source.page}</a>, last modified on{" "}
      {source.lastModified}
      {source.validThrough === "latest"
        ? ", valid through the latest version"
        : `, valid through ${source.validThrough}`}
      . {entry ? "The row is transcribed cell for cell." : "It has no row for this port."}
      <br />
      SHA-256 of the snapshot: <code class="hash">{source.sha256}</code>
      {entry && entry.basis.scope.length > 0 && (
        <>
          <br />
          Scope {entry.scope}. <BasisList basis={entry.basis.scope} page={source.url} />
        </>
      )}
    </div>
  );
}

type Field = (typeof columns)[number][0];

function cellText(entry: PortEntry | undefined, field: Field): string {
  const value = entry?.documented[field];
  if (value === undefined) {
    return "not documented";
  }
  return typeof value === "string" ? value : value ? "yes" : "no";
}

function cellSign(entry: PortEntry | undefined, field: Field): string {
  const value = entry?.documented[field];
  if (value === undefined) {
    return field === "service" ? "not documented" : "";
  }
  return typeof value === "string" ? value : value ? "✓" : "–";
}
