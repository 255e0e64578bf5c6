/**
 * Returns the section of a version in a changelog, without its heading.
 *
 * @throws Error if the section is missing or empty
 */
export function versionSection(changelog: string, version: string): string {
  const [, ...sections] = `\n${changelog}`.split(/^## /m);
  const section = sections.find((each) => each.startsWith(`${version}\n`));
  const text = section?.slice(version.length).trim() ?? "";
  if (text === "") {
    throw new Error(`CHANGELOG.md: no changes listed for ${version}`);
  }
  return `${text}\n`;
}
