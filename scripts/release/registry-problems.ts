/** The part of what a registry has of a package that is looked at. */
export interface Packument {
  readonly readme?: string;
  readonly versions?: Readonly<
    Record<string, { readonly dist?: { readonly integrity?: string } } | undefined>
  >;
}

/**
 * Returns what is wrong with a package on a registry, a sentence each: another tarball than was published, no README
 * to show, or links in it that lead nowhere.
 *
 * @param sha512 - the digest of the tarball that was published, in base64
 */
export function registryProblems(
  { readme = "", versions = {} }: Packument,
  version: string,
  sha512: string,
): readonly string[] {
  const integrity = versions[version]?.dist?.integrity;
  const relative =
    readme.match(/\]\((?!https?:|#)[^)]*\)|(?:src|srcset)="(?!https?:)[^"]*"/g) ?? [];
  return [
    ...(integrity === `sha512-${sha512}`
      ? []
      : [`the registry has the tarball ${integrity}, not sha512-${sha512}`]),
    ...(readme.trim() === "" ? ["the registry has no README to show"] : []),
    ...relative.map((link) => `the README has a link that leads nowhere: ${link}`),
  ];
}
