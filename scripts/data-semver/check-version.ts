import type { DataChange, Level } from "../../src/schema/history.ts";

const levels: readonly Level[] = ["patch", "minor", "major"];

/** Whether the pending changesets are large enough for the changes of the data. */
export interface Verdict {
  readonly required: Level | "none";
  readonly pending: Level | "none";
  readonly isEnough: boolean;
}

/**
 * Compares what the data ask for with what is pending.
 *
 * @param version - the version as released: while it is 0.y.z, a minor stands for a major
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
