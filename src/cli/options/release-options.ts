import type { Command } from "commander";
import type { ReleaseNumber } from "../../dataset/literals.generated.ts";
import { checkVersion } from "../../query/check-version.ts";
import { latestRelease } from "../../query/latest-release.ts";
import { resolveVersion } from "../../query/resolve-version.ts";
import type { Coverage, ResolvedVersion } from "../../query/resolved-version.ts";
import { coverageText } from "../../query/version-title.ts";
import { quote } from "../../util/quote.ts";
import type { Io } from "../io.ts";
import { WrongQuestion } from "../wrong-question.ts";

/** The newest release of the dataset: the default of an argument that is a release. */
export const newestRelease = String(latestRelease);

/** The option of {@link addStrictOption}, as it was given. */
export interface GivenStrictOption {
  readonly strict?: true;
}

/** Adds the option that refuses versions for which nothing is documented. */
export function addStrictOption(command: Command): Command {
  return command.option("--strict", "refuse a version that no page is known to hold for");
}

/**
 * Resolves a version of the command line. Says on standard error how it is covered if it is not a release
 * of the dataset.
 *
 * @throws {@link WrongQuestion} for an assumed version, if `strict` is given
 */
export function readVersion(
  version: string,
  { strict }: GivenStrictOption,
  io: Io,
): ResolvedVersion {
  const resolved = resolveVersion(version);
  const { page, coverage } = checkVersion(resolved);
  if (coverage === "release") {
    return resolved;
  }
  const answer = `${resolved.version} is ${coverageText(page, coverage)}`;
  if (strict && coverage === "assumed") {
    throw new WrongQuestion(
      `${quote(version)}: ${answer}; without --strict, that page answers for it`,
    );
  }
  io.stderr(`cpanel-ports: ${answer}\n`);
  return resolved;
}

/** Resolves two versions of the command line, and says how each is covered. */
export function readVersions(
  from: string,
  to: string,
  options: GivenStrictOption,
  io: Io,
): readonly [ResolvedVersion, ResolvedVersion] {
  const silent = { ...io, stderr: () => undefined };
  const before = readVersion(from, options, io);
  const same = resolveVersion(to).version === before.version;
  return [before, readVersion(to, options, same ? silent : io)];
}

/** Returns what was asked for and what answers, as JSON has it; nulls where no release was asked for. */
export function answerOf(resolved: ResolvedVersion | undefined): {
  readonly requested: number | null;
  readonly release: ReleaseNumber | null;
  readonly coverage: Coverage | null;
} {
  return {
    requested: resolved?.version ?? null,
    release: resolved?.release ?? null,
    coverage: resolved?.coverage ?? null,
  };
}
