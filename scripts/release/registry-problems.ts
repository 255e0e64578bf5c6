/** The checked fields of a package document on a registry. */
export interface Packument {
  readonly readme?: string;
  readonly versions?: Readonly<
    Record<string, { readonly dist?: { readonly integrity?: string } } | undefined>
  >;
}

/**
 * Returns the problems of a package on a registry, one message each: a tarball that differs from the published one, a
 * missing README, or relative links in the README.
 *
 * @param sha512 - the digest of the published tarball, in base64
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
      : [`registry: expected the tarball sha512-${sha512}, found ${integrity}`]),
    ...(readme.trim() === "" ? ["registry: no README"] : []),
    ...relative.map((link) => `README: broken link: ${link}`),
  ];
}
