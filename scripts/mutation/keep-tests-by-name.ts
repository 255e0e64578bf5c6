import { existsSync, readFileSync, writeFileSync } from "node:fs";

/**
 * Takes the text of the tests out of an earlier report. Stryker does not know where in its file a test is, so it would
 * forget all tests of a file that has changed; without their text, it knows them by their names.
 */
export function keepTestsByName(path: string): void {
  if (!existsSync(path)) {
    return;
  }
  const report = JSON.parse(readFileSync(path, "utf8"));
  for (const file of Object.values<{ source?: string }>(report.testFiles)) {
    delete file.source;
  }
  writeFileSync(path, JSON.stringify(report));
}
