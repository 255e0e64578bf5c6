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

/** The newest release of the dataset: the default of an optional version. */
export const newestRelease = String(latestRelease);

/** The help of an argument that is a version. */
export const versionText = "version in any form, such as 126 or 11.126.0.5";

/** The help of a version with {@link newestRelease} as its default, for arguments whose default commander does not set. */
export const versionOrNewestText = `${versionText} (default: "${newestRelease}")`;

/** The value of the option that {@link addStrictOption} adds. */
export interface GivenStrictOption {
  readonly strict?: true;
}

/** Adds the option that rejects versions that no page is known to cover. */
export function addStrictOption(command: Command): Command {
  return command.option(
    "--strict",
    "reject a version that no documentation page is known to cover",
  );
}

/**
 * Resolves a version. If it is not a release of the dataset, reports its coverage on standard error.
 *
 * @throws {@link WrongQuestion} if `strict` is set and the coverage is assumed
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
    throw new WrongQuestion(`${quote(version)}: ${answer}; omit --strict to use that page`);
  }
  io.stderr(`cpanel-ports: ${answer}\n`);
  return resolved;
}

/** Resolves two versions and reports the coverage of each. */
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

/** Returns the requested version and the release that answers for it, as fields for JSON; nulls without a version. */
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
