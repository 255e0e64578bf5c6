import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { listPorts } from "./list-ports.ts";
import type { PortFilter } from "./port-filter.ts";

/** A test whether a difference concerns ports that match a filter. */
export interface AboutPorts {
  /** Whether a filter is set; without one, every difference matches. */
  readonly isLimited: boolean;
  /** Returns whether one of the ports matches. */
  readonly has: (ports: Iterable<number>) => boolean;
}

/**
 * Returns a test for ports that match a filter in either of two releases.
 *
 * @throws {@link InvalidOptionError} when a field or a value does not exist
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
