import { visible } from "../../../../src/render/formats/escape/visible.ts";
import type { Place } from "../../../worker/firewall/place.ts";
import type { ShownFinding, ShownPorts } from "../../../worker/tasks/audit-files.ts";
import { type Tone, toneSigns } from "../../parts/marked-text/marks.ts";
import { PlaceList } from "../../parts/marked-text/place-list.tsx";
import { useShown } from "../../parts/use-shown.tsx";

interface FindingCardProps {
  readonly id: string;
  readonly finding: ShownFinding;
  /** The names of the files. */
  readonly names: readonly string[];
  /** Whether it concerns the chosen line, or was chosen itself. */
  readonly isActive: boolean;
  readonly onPlace: (place: Place) => void;
}

/** A finding: the problem, what to do, the ports, and the deciding lines. */
export function FindingCard({ id, finding, names, isActive, onPlace }: FindingCardProps) {
  const { severity, title, rule, message, advice, who, reasons, ports, places } = finding;
  return (
    <article
      id={id}
      class="finding"
      tabIndex={-1}
      data-tone={severity}
      data-active={isActive ? "" : undefined}
    >
      <p class="finding-kind">
        <span class="tone-sign" aria-hidden="true">
          {toneSigns[severity satisfies Tone]}
        </span>{" "}
        <b>{severity}</b> {title} <code>{rule}</code>
      </p>
      <h4>{visible(message)}</h4>
      <p>
        <b>What to do:</b> {visible(advice)}.
      </p>
      {who !== null && !message.includes(who) && (
        <p>
          <b>For:</b> {visible(who)}
        </p>
      )}
      {reasons.length > 0 && !message.includes(reasons[0] ?? "") && (
        <ul class="reasons" aria-label="Why">
          {reasons.map((each) => (
            <li key={each}>{visible(each)}</li>
          ))}
        </ul>
      )}
      {ports.length > 0 && <Ports ports={ports} />}
      <PlaceList places={places} names={names} onPlace={onPlace} />
    </article>
  );
}

/** The maximum number of ports shown at first. */
const few = 6;

function Ports({ ports }: { readonly ports: readonly ShownPorts[] }) {
  const [shown, more] = useShown(ports, 100);
  const list = (
    <ul class="port-list">
      {shown.map(({ ports: range, port, label, remarks }) => (
        <li key={range}>
          {port === null ? <b>{range}</b> : <a href={`#/port/${port}`}>{range}</a>}{" "}
          {visible([label ?? "undocumented", ...remarks].join(", "))}
        </li>
      ))}
      {more && <li>{more}</li>}
    </ul>
  );
  return ports.length <= few ? (
    list
  ) : (
    <details>
      <summary>{ports.length} ports and ranges</summary>
      {list}
    </details>
  );
}
