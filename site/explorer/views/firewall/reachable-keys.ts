import { listPorts, type ReleaseNumber } from "cpanel-ports";

/** The services and ports that other machines connect to, as options name them. */
export function reachableKeys(release: ReleaseNumber): {
  readonly services: readonly string[];
  readonly ports: readonly string[];
} {
  const entries = listPorts(release, { direction: "inbound", scope: "network" });
  return {
    services: [...new Set(entries.flatMap((each) => each.services))].sort(),
    ports: entries.map(({ port }) => String(port)),
  };
}
