import { repositoryUrl, type SourceManifest } from "../release/repository-url.ts";

/** Returns the configuration of the issue chooser, which links to private reports if the repository has an address. */
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
          "    about: A port wrongly reported as open or closed is a vulnerability. Report it privately.",
        ]),
  ];
  return `${lines.join("\n")}\n`;
}
