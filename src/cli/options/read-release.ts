import type { ReleaseNumber } from "../../dataset/literals.generated.ts";
import { NewerReleaseError } from "../../errors.ts";
import { resolveRelease } from "../../query/resolve-release.ts";
import type { Io } from "../io.ts";

/**
 * The release of a version on the command line. Where a newer one was accepted, says on standard
 * error which release stands in for it.
 */
export function readRelease(version: string, newer: "error" | "latest", io: Io): ReleaseNumber {
  try {
    return resolveRelease(version);
  } catch (error) {
    if (!(error instanceof NewerReleaseError) || newer === "error") {
      throw error;
    }
    const release = resolveRelease(version, { newer });
    io.stderr(`cpanel-ports: ${release} stands in for ${JSON.stringify(version.trim())}\n`);
    return release;
  }
}
