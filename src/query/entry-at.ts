import { portSpans } from "../dataset/dataset.ts";
import type { PortEntry } from "../dataset/types.ts";

/** Returns the entry of a port in a release, if the release documents it. */
export function entryAt(release: number, port: number): PortEntry | undefined {
  return portSpans().find(
    ({ from, through, entry }) => entry.port === port && from <= release && release <= through,
  )?.entry;
}
