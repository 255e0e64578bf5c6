import { listText } from "../../audit/list-text.ts";
import type { CheckedVersion } from "../../query/check-version.ts";
import { coverageText } from "../../query/version-title.ts";
import { counted } from "../../util/counted.ts";
import { type MatrixRow, type ReleaseMatrix, shownOf } from "./release-matrix.ts";

/** The maximum number of changes that a description names; further ones are counted. */
const namedChanges = 20;

/** Returns the title of a matrix. */
export function matrixTitle({ versions }: ReleaseMatrix): string {
  const numbers = versions.map(({ version }) => version);
  const [first] = numbers;
  return `Ports of cPanel & WHM${numbers.length > 1 ? `, ${first} to ${numbers.at(-1)}` : ` ${first}`}`;
}

/** Describes a matrix for readers who cannot see the picture. */
export function matrixDescription(matrix: ReleaseMatrix): string {
  const { versions, rows } = matrix;
  const changes = rows.flatMap((row) =>
    row.changes.map((column) => changeText(row, column, matrix)),
  );
  return [
    `${counted(rows.length, "port")} in ${counted(versions.length, "release")}: ${versions.map(({ version }) => version).join(", ")}.`,
    ...coverageRemarks(matrix).map((remark) => `${remark}.`),
    rows.length > 0 ? `Ports: ${rows.map(({ port }) => port).join(", ")}.` : "",
    changes.length > 0 ? `Changes: ${listText(changes, namedChanges, "changes")}.` : "No changes.",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** Returns why a matrix has no rows. */
export function emptyText(changed: boolean): string {
  return changed ? "No port changes." : "None of these ports is documented.";
}

/** Returns the versions that the page of another release answers for. */
export function coverageRemarks({ versions }: ReleaseMatrix): readonly string[] {
  const remarks = new Map<string, number[]>();
  for (const { version, page, coverage } of versions) {
    const text = coverageText(page, coverage);
    remarks.set(text, [...(remarks.get(text) ?? []), version]);
  }
  remarks.delete("");
  return [...remarks].map(([text, numbers]) => `${listText(numbers.map(String), 10)} ${text}`);
}

function changeText(
  { port, service, entries }: MatrixRow,
  column: number,
  { versions }: ReleaseMatrix,
): string {
  const before = shownOf(entries[column - 1]);
  const after = shownOf(entries[column]);
  const release = (versions[column] as CheckedVersion).version;
  const change =
    before === ""
      ? `added in ${release}`
      : after === ""
        ? `removed in ${release}`
        : `changed in ${release} from ${before} to ${after}`;
  return `${port} (${service}) ${change}`;
}
