import { repositoryUrl, type SourceManifest } from "../release/repository-url.ts";

/** The fields of `package.json` that guides repeat. */
interface Manifest extends SourceManifest {
  readonly version: string;
}

const placeholder = "OWNER/cpanel-ports";
const explanation = /Replace `OWNER` with [^.]*\.\s/;

/**
 * Fills a document with the version of the package and, if it is on GitHub, the name of its repository, wherever the
 * document pins the package or its action. The sentence that explains the placeholder for the repository then disappears.
 */
export function writePackageNames(document: string, manifest: Manifest): string {
  const { version } = manifest;
  const repository = /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)$/.exec(
    repositoryUrl(manifest) ?? "",
  )?.[1];
  const pinned = document
    .replace(
      /(?<=uses: )[\w.-]+\/[\w.-]*cpanel-ports@v[\w.+-]+/g,
      `${repository ?? placeholder}@v${version}`,
    )
    .replace(/(?<=\bnpx (?:--yes )?cpanel-ports@)\d[\w.+-]*/g, version);
  return repository === undefined ? pinned : pinned.replace(explanation, "");
}
