import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { listPorts } from "./list-ports.ts";
import type { PortFilter } from "./port-filter.ts";

/** Tells whether a difference is about ports that a filter holds for. */
export interface AboutPorts {
  /** Whether there is a filter: without one, every difference is meant. */
  readonly isLimited: boolean;
  /** Whether one of the ports is meant. */
  readonly has: (ports: Iterable<number>) => boolean;
}

/**
 * Returns the test of what a filter holds for in either of two releases.
 *
 * @throws {@link InvalidOptionError} for a field, or a value of a field, that does not exist
 */
export function aboutPorts(
  before: ReleaseNumber,
  after: ReleaseNumber,
  filter: PortFilter = {},
): AboutPorts {
  const entries = [before, after].flatMap((release) => listPorts(release, filter));
  const meant = new Set<number>(entries.map((entry) => entry.port));
  const isLimited = Object.values(filter).some((value) => value !== undefined);
  return { isLimited, has: (ports) => !isLimited || [...ports].some((port) => meant.has(port)) };
}
