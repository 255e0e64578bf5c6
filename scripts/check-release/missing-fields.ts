import { repositoryUrl } from "../release/repository-url.ts";

/** What only the owner of the package can say, and what each is for. */
const ownersFields = {
  author: "who publishes the package",
  repository:
    "the address of its source; the links of the README lead there, and provenance is checked against it",
  homepage: "the page that npm links to",
  bugs: "where to report wrong data",
} as const;

/**
 * Returns what a manifest lacks before a release, a sentence each.
 *
 * @param manifest - `package.json`, parsed
 */
export function missingFields(manifest: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(ownersFields)
    .filter(([field]) =>
      field === "repository" ? repositoryUrl(manifest) === undefined : !isFilled(manifest[field]),
    )
    .map(([field, purpose]) => `package.json: "${field}" is missing: ${purpose}`);
}

function isFilled(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some(isFilled)
    : typeof value === "string" && value.trim() !== "";
}
