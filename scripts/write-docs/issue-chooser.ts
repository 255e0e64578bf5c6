import { repositoryUrl, type SourceManifest } from "../release/repository-url.ts";

/** Writes the configuration of the issue chooser, with a link for private reports once `package.json` names the repository. */
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
