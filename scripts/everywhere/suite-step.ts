import { checks } from "./consumer/suite.js";
import type { Context, Step } from "./target.ts";

/** A part of the suite. */
export type Part = keyof typeof checks;

/** Returns a step that runs parts of the suite. */
export function suiteStep(
  what: string,
  parts: readonly Part[],
  run: (context: Context) => Promise<string>,
): Step {
  const count = parts.flatMap((part) => Object.keys(checks[part])).length;
  return { what, checks: count, expected: [`${parts.join(", ")}: ${count} passed`], run };
}
