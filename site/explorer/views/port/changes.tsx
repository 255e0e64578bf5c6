import { diffReleases, releases } from "cpanel-ports";
import { BasisList } from "../../parts/basis-list.tsx";

const all = releases.map((each) => each.release);

/** The releases between which a port changed, and why. */
export function Changes({ port }: { port: number }) {
  const steps = all.slice(1).map((to, index) => {
    const from = all[index] ?? to;
    const { added, removed, changed, reasons } = diffReleases(from, to, { port });
    const what =
      added.length > 0
        ? "added"
        : removed.length > 0
          ? "removed"
          : changed.length > 0
            ? `changed: ${changed[0]?.fields.map((each) => each.field).join(", ")}`
            : null;
    return { from, to, what, reasons: reasons.filter((each) => each.port === port) };
  });
  const changes = steps.filter((each) => each.what !== null);
  if (changes.length === 0) {
    return <p>Every release documents it in the same way.</p>;
  }
  return (
    <ul class="remarks">
      {changes.map(({ from, to, what, reasons }) => (
        <li key={to}>
          <a href={`#/compare/${from}/${to}`}>
            {from} to {to}
          </a>
          : {what}. {reasons.length === 0 && <span class="quiet">No source says why.</span>}
          {reasons.map((each) => (
            <span key={each.text}>
              {each.text} <BasisList basis={each.basis} />
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
