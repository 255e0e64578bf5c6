import { portSpans } from "../dataset/dataset.ts";
import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import type { PortEntry } from "../dataset/types.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { checkRelease } from "./check-release.ts";
import type { ReleaseOrVersion } from "./resolved-version.ts";

/** The entries of a release. */
export interface ReleaseEntries {
  /** The entries in ascending order of ports; deeply frozen. */
  readonly list: readonly PortEntry[];
  readonly ofPort: ReadonlyMap<number, PortEntry>;
}

/** A cache, indexed by release number. */
const made: ReleaseEntries[] = [];

/** Returns the entries of a release number or a resolved version, always the same objects; throws for any other value. */
export function releaseEntries(release: ReleaseOrVersion): ReleaseEntries {
  const known = typeof release === "number" ? made[release] : undefined;
  return known ?? entriesOf(checkRelease(release));
}

function entriesOf(release: ReleaseNumber): ReleaseEntries {
  made[release] ??= makeEntries(release);
  return made[release];
}

function makeEntries(release: ReleaseNumber): ReleaseEntries {
  const list = portSpans()
    .filter((span) => span.from <= release && release <= span.through)
    .map((span) => span.entry);
  return {
    list: deepFreeze(list),
    ofPort: new Map(list.map((entry) => [entry.port, entry])),
  };
}
