import { runProgram } from "../everywhere/run-program.ts";

/** The result of publishing a tarball. */
export type Published = "published" | "already published";

/**
 * Publishes a tarball with npm, unless the registry already has the version. The registry, the credentials and
 * provenance come from the configuration of npm.
 *
 * @param id - the name and the version, such as `cpanel-ports@1.0.0`
 * @throws Error if `npm view` fails for another reason than a missing package, or if `npm publish` fails
 */
export async function publishTarball(
  tarball: string,
  id: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Published> {
  // Runs outside the repository, so that npm reads no other manifest.
  const npm = (...args: readonly string[]) =>
    runProgram("/", ["npm", ...args, "--loglevel=error"], env);
  const found = await npm("view", id, "version").catch((error: Error) => {
    if (/\bE404\b/.test(error.message)) {
      return "";
    }
    throw error;
  });
  if (found.trim() !== "") {
    return "already published";
  }
  await npm("publish", "--ignore-scripts", tarball);
  return "published";
}
