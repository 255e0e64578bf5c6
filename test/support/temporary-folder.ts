import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/**
 * Creates a folder that is removed when the test ends.
 *
 * @param onFinished - the hook in the context of the test, which concurrent tests must pass
 */
export function temporaryFolder(onFinished = onTestFinished): string {
  const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-"));
  onFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
