/** The part of `package.json` that says where the source is. */
export interface SourceManifest {
  readonly repository?: string | { readonly url?: string };
}

/**
 * Returns the address at which a repository is read, such as `https://github.com/somebody/ports`.
 *
 * @returns `undefined` while `repository` is missing, empty, or not an address on the web
 */
export function repositoryUrl({ repository }: SourceManifest): string | undefined {
  const written = (typeof repository === "string" ? repository : (repository?.url ?? "")).trim();
  const address = written
    .replace(/^git\+/, "")
    .replace(/^(?:github:)?(?=[\w-]+\/[\w.-]+$)/, "https://github.com/")
    .replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, "https://$1/")
    .replace(/(?:\.git)?\/?$/, "");
  return /^https:\/\/[^/]+\/./.test(address) ? address : undefined;
}
