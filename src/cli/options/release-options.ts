import { type Command, Option } from "commander";
import type { ReleaseNumber } from "../../dataset/literals.generated.ts";
import { NewerReleaseError } from "../../errors.ts";
import { releases } from "../../query/releases.ts";
import { resolveRelease } from "../../query/resolve-release.ts";
import type { Io } from "../io.ts";

/** The newest release of the dataset: the default of an argument that is a release. */
export const newestRelease = String(releases.at(-1)?.release);

/** The option of {@link addNewerOption}, as it was given. */
export interface GivenNewerOption {
  readonly newer: "error" | "latest";
}

/** Adds the option that says what to do with a release newer than the dataset. */
export function addNewerOption(command: Command): Command {
  return command.addOption(
    new Option("--newer <what>", "for a release newer than the dataset: fail, or take the latest")
      .choices(["error", "latest"])
      .default("error"),
  );
}

/**
 * Resolves a version of the command line. If a newer one was accepted, says on standard error which
 * release stands in for it.
 */
export function readRelease(version: string, { newer }: GivenNewerOption, io: Io): ReleaseNumber {
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
