import { isRequired, missingOf, systemTools } from "./system-tools.ts";

/**
 * Prints what the system tests need, and what is missing.
 *
 * @throws Error if something is missing and `REQUIRE_SYSTEM_TESTS=1`
 */
export default function needs(): void {
  const missing = missingOf(systemTools).join(", ");
  console.log(
    `System tests need root, ${systemTools.join(", ")}. They load rules in network namespaces of their own.`,
  );
  if (missing && isRequired) {
    throw new Error(`REQUIRE_SYSTEM_TESTS=1, but these are missing: ${missing}`);
  }
  if (missing) {
    console.log(`Missing: ${missing}. Tests that need them are skipped.`);
  }
}
