import { spawnSync } from "node:child_process";

/**
 * Returns what is missing of the programs that tests need, for the names of tests that are skipped.
 *
 * @throws Error if something is missing and `REQUIRE_SYSTEM_TESTS=1`
 */
export function missingPrograms(programs: readonly string[]): string {
  const missing = programs.filter((each) => spawnSync("which", [each]).status !== 0).join(", ");
  if (missing && process.env.REQUIRE_SYSTEM_TESTS === "1") {
    throw new Error(`REQUIRE_SYSTEM_TESTS=1, but these are missing: ${missing}`);
  }
  return missing;
}
