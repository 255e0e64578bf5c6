import { portSpans } from "../dataset/dataset.ts";
import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import type { PortEntry } from "../dataset/types.ts";

/** The entries of a release. */
export interface ReleaseEntries {
  /** By port, in ascending order; frozen. */
  readonly list: readonly PortEntry[];
  readonly ofPort: ReadonlyMap<number, PortEntry>;
}

const made: ReleaseEntries[] = [];

/** Returns the entries of a release, always the same ones. */
export function releaseEntries(release: ReleaseNumber): ReleaseEntries {
  made[release] ??= entriesOf(release);
  return made[release];
}

function entriesOf(release: ReleaseNumber): ReleaseEntries {
  const list = portSpans()
    .filter((span) => span.from <= release && release <= span.through)
    .map((span) => span.entry);
  return {
    list: Object.freeze(list),
    ofPort: new Map(list.map((entry) => [entry.port, entry])),
  };
}
