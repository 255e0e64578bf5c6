import type { UfwRule } from "./ruleset.ts";

/** Returns the names of the applications in rules, each once. */
export function namedApplications(rules: readonly (UfwRule | undefined)[]): readonly string[] {
  const names = rules.flatMap((rule) => (rule ? [rule.to.app, rule.from.app] : []));
  return [...new Set(names)].filter((name) => name !== undefined);
}
