import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Creates a directory, which the caller removes. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "cpanel-ports-system-"));
}

/** Creates a directory, and removes it after use. Each of several parallel tests has its own. */
export function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  return use(folder).finally(() => rmSync(folder, { recursive: true }));
}
