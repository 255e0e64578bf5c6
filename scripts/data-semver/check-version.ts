import type { DataChange, Level } from "../../src/schema/history.ts";

const levels: readonly Level[] = ["patch", "minor", "major"];

/** The required and the pending level of a release. */
export interface Verdict {
  readonly required: Level | "none";
  readonly pending: Level | "none";
  readonly isEnough: boolean;
}

/**
 * Checks whether the pending changesets cover the changes of the data.
 *
 * @param version - the released version; for 0.y.z, a minor change counts as a major one
 * @param pending - the levels of the pending changesets
 */
export function checkVersion(
  changes: readonly Pick<DataChange, "level">[],
  version: string,
  pending: readonly Level[],
): Verdict {
  const largest = (list: readonly Level[]) =>
    Math.max(-1, ...list.map((each) => levels.indexOf(each)));
  const cap = version.startsWith("0.") ? levels.indexOf("minor") : levels.indexOf("major");
  const required = Math.min(cap, largest(changes.map((each) => each.level)));
  const given = largest(pending);
  return {
    required: levels[required] ?? "none",
    pending: levels[given] ?? "none",
    isEnough: given >= required,
  };
}
