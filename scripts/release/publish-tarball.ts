import { runProgram } from "../everywhere/run-program.ts";

/** What became of a tarball. */
export type Published = "published" | "published before";

/**
 * Publishes a tarball with npm, unless the registry has that version. Which registry, the credentials and whether
 * with provenance is npm's configuration.
 *
 * @param id - the name and the version, as in `cpanel-ports@1.0.0`
 * @throws Error if npm fails, or if the registry cannot say what it has
 */
export async function publishTarball(
  tarball: string,
  id: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Published> {
  // Outside the repository, so that npm reads no other manifest.
  const npm = (...args: readonly string[]) =>
    runProgram("/", ["npm", ...args, "--loglevel=error"], env);
  const found = await npm("view", id, "version").catch((error: Error) => {
    if (/\bE404\b/.test(error.message)) {
      return "";
    }
    throw error;
  });
  if (found.trim() !== "") {
    return "published before";
  }
  await npm("publish", "--ignore-scripts", tarball);
  return "published";
}
