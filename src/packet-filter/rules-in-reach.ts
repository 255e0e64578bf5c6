import type { Rule } from "./model.ts";

/** The actions after which packets continue with the next rule. */
const passing: ReadonlySet<Rule["action"]["kind"]> = new Set(["continue", "jump"]);

/** Compiles lines to rules, up to the first rule that no packet passes. */
export function rulesInReach<T>(
  lines: readonly T[],
  compile: (line: T) => readonly Rule[],
): readonly Rule[] {
  const rules: Rule[] = [];
  for (const line of lines) {
    for (const rule of compile(line)) {
      rules.push(rule);
    }
    const last = rules.at(-1);
    if (last && !passing.has(last.action.kind) && Object.values(last.match).every(isLeftOut)) {
      break;
    }
  }
  return rules;
}

function isLeftOut(field: unknown): boolean {
  return field === undefined;
}
