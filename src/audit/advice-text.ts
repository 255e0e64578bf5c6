import { capitalized } from "../util/capitalized.ts";
import { checkAdvice } from "./check-advice.ts";
import type { FindingRule } from "./finding-rules.ts";
import { stateWords } from "./state-words.ts";

/** Returns the advice of a rule as a sentence about one port. */
export function adviceText({ advice }: FindingRule): string {
  const words: Readonly<Record<string, string>> = {
    ...stateWords({ isOne: true, isOfListeners: false }),
    it: "it",
    they: "it",
    is: "is",
    conditions: " by its id",
    check: checkAdvice([], [], false),
  };
  return `${capitalized(advice.replaceAll(/\{(\w+)\}/g, (_, name: string) => words[name] as string))}.`;
}
