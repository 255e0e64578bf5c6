import { repositoryUrl, type SourceManifest } from "../release/repository-url.ts";

/** Writes what GitHub offers beside the issue forms: private reports, once `package.json` says where the source is. */
export function issueChooser(manifest: SourceManifest): string {
  const repository = repositoryUrl(manifest);
  const lines = [
    "# Written by scripts/write-docs from package.json.",
    "blank_issues_enabled: true",
    ...(repository === undefined
      ? []
      : [
          "contact_links:",
          "  - name: Report a vulnerability",
          `    url: ${JSON.stringify(`${repository}/security/advisories/new`)}`,
          "    about: A port that is open and called closed, or the other way round. Please report it privately.",
        ]),
  ];
  return `${lines.join("\n")}\n`;
}
