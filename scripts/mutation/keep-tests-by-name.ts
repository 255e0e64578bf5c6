import { existsSync, readFileSync, writeFileSync } from "node:fs";

interface EarlierReport {
  readonly files: Record<string, { mutants: { readonly status: string }[] }>;
  readonly testFiles: Record<string, { source?: string }>;
}

/**
 * Removes the source of the tests from an earlier report. Stryker does not know the location of a test in its file, so it
 * would forget all tests of a changed file; without the source, it identifies tests by name. Survived mutants are also
 * removed, because a test with the same name may have changed. So are timeouts, because the machine may have been busy.
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
