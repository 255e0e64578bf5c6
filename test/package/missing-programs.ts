import { spawnSync } from "node:child_process";

/**
 * Returns the names of missing programs, for the titles of skipped tests.
 *
 * @throws Error if a program is missing and `REQUIRE_SYSTEM_TESTS=1`
 */
export function missingPrograms(programs: readonly string[]): string {
  const missing = programs.filter((each) => spawnSync("which", [each]).status !== 0).join(", ");
  if (missing && process.env.REQUIRE_SYSTEM_TESTS === "1") {
    throw new Error(`REQUIRE_SYSTEM_TESTS=1, but these are missing: ${missing}`);
  }
  return missing;
}
