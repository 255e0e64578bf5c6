import type { ShownFinding } from "../../../worker/tasks/audit-files.ts";
import type { Mark, Marks } from "../../parts/marked-text/marks.ts";

/** The findings of each line, by file and line, as their indices. */
export type FindingsOfLines = ReadonlyMap<number, ReadonlyMap<number, readonly number[]>>;

/** Returns the findings that each line decided. */
export function findingsOfLines(findings: readonly ShownFinding[]): FindingsOfLines {
  const files = new Map<number, Map<number, number[]>>();
  for (const [index, { places }] of findings.entries()) {
    for (const { file, line } of places) {
      if (line !== null) {
        const lines = files.get(file) ?? new Map<number, number[]>();
        const own = lines.get(line) ?? [];
        own.push(index);
        files.set(file, lines.set(line, own));
      }
    }
  }
  return files;
}

/** Returns the marks of these lines: the most severe finding of each, and the number of findings. */
export function findingMarks(lines: FindingsOfLines, findings: readonly ShownFinding[]): Marks {
  const markOf = (indices: readonly number[]): Mark => {
    // Findings are sorted by severity.
    const first = findings[indices[0] ?? 0];
    const count = indices.length;
    return {
      tone: first?.severity ?? "info",
      label: count === 1 ? `${first?.severity}: ${first?.title}` : `${count} findings`,
    };
  };
  return new Map(
    [...lines].map(([file, ofFile]) => [
      file,
      new Map([...ofFile].map(([line, indices]) => [line, markOf(indices)])),
    ]),
  );
}
