import type { DataChange } from "../../src/schema/history.ts";
import { capitalized } from "../../src/util/capitalized.ts";

/**
 * Inserts the changes of the data below the heading of a version in a changelog.
 *
 * @throws Error if the changelog does not have the version
 */
export function insertDataChanges(
  changelog: string,
  version: string,
  changes: readonly DataChange[],
): string {
  const heading = `## ${version}\n`;
  const start = changelog.indexOf(heading);
  if (start === -1) {
    throw new Error(`CHANGELOG.md has no section ${version}`);
  }
  const next = changelog.indexOf("\n## ", start + heading.length);
  const end = next === -1 ? changelog.length : next;
  const section = changelog.slice(start, end).trimEnd();
  const lines =
    changes.length === 0 ? ["No changes."] : changes.map(({ text }) => `- ${capitalized(text)}.`);
  return `${changelog.slice(0, start)}${section}\n\n### Data\n\n${lines.join("\n")}\n${changelog.slice(end)}`;
}
