import { capitalized } from "../util/capitalized.ts";
import type { FindingRule } from "./finding-rules.ts";

/** Returns the advice of a rule as a sentence about one port. */
export function adviceText({ advice }: FindingRule): string {
  const filled = advice
    .replaceAll("{it}", "it")
    .replaceAll("{they}", "it")
    .replaceAll("{is}", "is")
    .replaceAll("{conditions}", " by its id");
  return `${capitalized(filled)}.`;
}
