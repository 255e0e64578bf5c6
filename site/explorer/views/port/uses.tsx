import {
  getLicenseCallback,
  latestRelease,
  listFeatureSources,
  type ReleaseNumber,
  releases,
  serverNeeds,
} from "cpanel-ports";
import { BasisList } from "../../parts/basis-list.tsx";

const all = releases.map((each) => each.release);

/** What needs a port in addition to its services. */
export function Uses({ port }: { port: number }) {
  const licensed = spanOf((release) =>
    getLicenseCallback(release).ports.some((each) => each.port === port),
  );
  const needs = serverNeeds.filter((need) =>
    need.traffic.some((each) => "port" in each && each.port === port),
  );
  const features = listFeatureSources(latestRelease);
  const scanned =
    features === "undocumented"
      ? []
      : features.filter((each) => each.ports.some((one) => one === port));
  if (licensed === null && needs.length === 0 && scanned.length === 0) {
    return <p class="quiet">No source mentions any.</p>;
  }
  return (
    <ul class="remarks">
      {licensed && (
        <li>
          cPanel's license system calls back on it ({licensed}); at least one of its ports must be
          open to {getLicenseCallback(latestRelease).senders.networks.join(" and ")}.
        </li>
      )}
      {needs.map((need) => (
        <li key={need.id}>
          Every server: {need.name}. {need.text} <BasisList basis={need.basis} />
        </li>
      ))}
      {scanned.map((each) => (
        <li key={each.name}>{each.name}: its scanners connect to it.</li>
      ))}
    </ul>
  );
}

/** The releases in which something holds, as a range; `null` for none. */
function spanOf(holds: (release: ReleaseNumber) => boolean): string | null {
  const held = all.filter(holds);
  return held.length === 0 ? null : `${held[0]} to ${held.at(-1)}`;
}
