import { describe, test } from "vitest";
import { isRequired, missingOf, systemTools } from "./system-tools.ts";

/**
 * Describes tests that need root and some tools. If one is missing they are skipped, with the
 * reason in the name; with `REQUIRE_SYSTEM_TESTS=1` they fail instead.
 */
export function describeWith(tools: readonly string[], name: string, tests: () => void): void {
  const unlisted = tools.filter((tool) => !systemTools.includes(tool));
  if (unlisted.length > 0) {
    throw new Error(`systemTools lacks ${unlisted.join(", ")}`);
  }
  const missing = missingOf(["ip", "conntrack", "python3", ...tools]);
  if (missing.length === 0) {
    describe.concurrent(name, tests);
  } else if (isRequired) {
    test(name, () => {
      throw new Error(`REQUIRE_SYSTEM_TESTS=1, and there is no ${missing.join(", ")}`);
    });
  } else {
    // A reporter might not list skipped tests.
    console.warn(`${name}: skipped, because there is no ${missing.join(", ")}`);
    describe.skip(`${name} (skipped: no ${missing.join(", ")})`, tests);
  }
}
