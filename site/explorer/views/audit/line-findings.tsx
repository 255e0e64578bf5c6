import type { ShownFinding } from "../../../worker/tasks/audit-files.ts";

interface LineFindingsProps {
  readonly line: number;
  readonly findings: readonly (readonly [index: number, finding: ShownFinding | undefined])[];
  readonly onFinding: (index: number) => void;
}

/** The findings of a line, each as a button that goes to it. */
export function LineFindings({ line, findings, onFinding }: LineFindingsProps) {
  return (
    <>
      <b>Line {line}:</b> {findings.length === 0 && "no finding"}
      {findings.map(([index, finding]) => (
        <button key={index} type="button" class="place" onClick={() => onFinding(index)}>
          {finding?.severity}: {finding?.title}
        </button>
      ))}
    </>
  );
}
