import type { Place } from "../../../worker/firewall/place.ts";
import type { ShownCheck } from "../../../worker/tasks/check-files.ts";
import type { Mark, Marks } from "../../parts/marked-text/marks.ts";

/** Returns the marks of the lines that play a part in the answers; the first part of a line counts. */
export function checkMarks({ answers }: ShownCheck): Marks {
  const files = new Map<number, Map<number, Mark>>();
  const mark = (places: readonly (Place | null)[], tone: Mark["tone"], label: string) => {
    for (const place of places) {
      if (place?.line !== null && place !== null && place !== undefined) {
        const lines = files.get(place.file) ?? new Map<number, Mark>();
        files.set(place.file, lines);
        if (!lines.has(place.line)) {
          lines.set(place.line, { tone, label });
        }
      }
    }
  };
  for (const { decidedBy, alternatives } of answers) {
    mark([decidedBy, ...alternatives], "decides", "decides");
  }
  for (const { witness } of answers) {
    mark([witness?.decidedBy ?? null], "witness", `decides for ${witness?.address}`);
  }
  for (const { jumps, witness } of answers) {
    mark([...jumps, ...(witness?.jumps ?? [])], "jump", "jumps there");
  }
  return files;
}
