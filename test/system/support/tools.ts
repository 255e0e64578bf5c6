import { spawnSync } from "node:child_process";
import { describe, test } from "vitest";

const isRequired = process.env.REQUIRE_SYSTEM_TESTS === "1";

/**
 * Describes tests that need root and some tools. Where one is missing they are skipped, with the
 * reason in the name; with `REQUIRE_SYSTEM_TESTS=1` they fail instead.
 */
export function describeWith(tools: readonly string[], name: string, tests: () => void): void {
  const missing = [
    ...(process.getuid?.() === 0 ? [] : ["root"]),
    ...["ip", "conntrack", ...tools].filter((tool) => spawnSync("which", [tool]).status !== 0),
  ];
  if (missing.length === 0) {
    describe.concurrent(name, tests);
  } else if (isRequired) {
    test(name, () => {
      throw new Error(`REQUIRE_SYSTEM_TESTS=1, and there is no ${missing.join(", ")}`);
    });
  } else {
    // A reporter may not name what is skipped.
    console.warn(`${name}: skipped, because there is no ${missing.join(", ")}`);
    describe.skip(`${name} (skipped: no ${missing.join(", ")})`, tests);
  }
}
