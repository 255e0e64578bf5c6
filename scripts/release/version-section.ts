/**
 * Returns what a changelog says of a version, without its heading.
 *
 * @throws Error if it says nothing
 */
export function versionSection(changelog: string, version: string): string {
  const [, ...sections] = `\n${changelog}`.split(/^## /m);
  const section = sections.find((each) => each.startsWith(`${version}\n`));
  const text = section?.slice(version.length).trim() ?? "";
  if (text === "") {
    throw new Error(`CHANGELOG.md says nothing of ${version}`);
  }
  return `${text}\n`;
}
