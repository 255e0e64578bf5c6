import { capitalized } from "../util/capitalized.ts";
import type { FindingRule } from "./finding-rules.ts";

/** Returns what to do about a port that breaks a rule, in a sentence. */
export function adviceText({ advice }: FindingRule): string {
  const filled = advice
    .replaceAll("{it}", "it")
    .replaceAll("{they}", "it")
    .replaceAll("{is}", "is");
  return `${capitalized(filled)}.`;
}
