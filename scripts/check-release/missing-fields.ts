import { repositoryUrl } from "../release/repository-url.ts";

/** The fields that only the owner of the package can fill in, with their purposes. */
const ownersFields = {
  author: "the publisher of the package",
  repository:
    "the address of the source; README links lead there, and provenance is checked against it",
  homepage: "the page that npm links to",
  bugs: "the place to report wrong data",
} as const;

/**
 * Returns the fields that a manifest lacks before a release, one sentence each.
 *
 * @param manifest - the parsed `package.json`
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
