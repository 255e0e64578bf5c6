import { CompileError } from "../compile-data/build-dataset.ts";
import type { Context, Rule } from "./rule.ts";

/** A rule with its violations, or the remark that it was not checked. */
export interface Finding {
  readonly rule: Rule;
  readonly problems: readonly string[] | "not checked";
}

/** Checks rules; rules that need snapshots are skipped without them. */
export function verify(rules: readonly Rule[], context: Context): Finding[] {
  return rules.map((rule) => ({
    rule,
    problems:
      rule.needsSnapshots && context.snapshots === undefined
        ? "not checked"
        : problemsOf(rule, context),
  }));
}

function problemsOf(rule: Rule, context: Context): readonly string[] {
  try {
    return rule.check(context);
  } catch (error) {
    if (error instanceof CompileError) {
      return [error.message];
    }
    throw error;
  }
}
