/** The field of `package.json` that names the source repository. */
export interface SourceManifest {
  readonly repository?: string | { readonly url?: string };
}

/**
 * Returns the web address of a repository, such as `https://github.com/somebody/ports`.
 *
 * @returns `undefined` if `repository` is missing, empty or not a web address
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
