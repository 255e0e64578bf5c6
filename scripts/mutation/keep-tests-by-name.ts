import { existsSync, readFileSync, writeFileSync } from "node:fs";

interface EarlierReport {
  readonly files: Record<string, { mutants: { readonly status: string }[] }>;
  readonly testFiles: Record<string, { source?: string }>;
}

/**
 * Takes the text of the tests out of an earlier report. Stryker does not know where in its file a test is, so it would
 * forget all tests of a file that has changed; without their text, it knows them by their names. What no test noticed is
 * taken out too: a test may do so that has changed and kept its name. So is what timed out, for which the machine may
 * have been too busy.
 */
export function keepTestsByName(path: string): void {
  if (!existsSync(path)) {
    return;
  }
  const report: EarlierReport = JSON.parse(readFileSync(path, "utf8"));
  for (const file of Object.values(report.testFiles)) {
    delete file.source;
  }
  for (const file of Object.values(report.files)) {
    file.mutants = file.mutants.filter(({ status }) => status === "Killed");
  }
  writeFileSync(path, JSON.stringify(report));
}
