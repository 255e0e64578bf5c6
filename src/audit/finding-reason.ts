import type { PolicyFinding } from "./types.ts";

/** Why a finding is one: its rule, since when the port is documented, its condition, what is not known. */
export function findingReason({ text, since, conditions, reasons }: PolicyFinding): string {
  return [
    text,
    ...(since === null ? [] : [`documented since ${since}`]),
    ...conditions.map(({ text }) => text),
    ...reasons,
  ].join("; ");
}
