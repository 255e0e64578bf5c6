/** The categories of the reference, in the order of its pages. */
export const categories = [
  "Query",
  "Versions",
  "Policy",
  "Audit",
  "Render",
  "Parse",
  "Errors",
  "Schemas",
  "Types",
] as const;

export type ApiCategory = (typeof categories)[number];

/** The first pattern that matches a path in `src` decides. */
const byPath: readonly (readonly [RegExp, ApiCategory])[] = [
  [/^errors\.ts$/, "Errors"],
  [
    /^query\/(?:known|later-releases|latest-release|release-status|releases|resolve.*)\.ts$/,
    "Versions",
  ],
  [/^query\//, "Query"],
  [/^policy\//, "Policy"],
  [/^audit\//, "Audit"],
  [/^render\//, "Render"],
  [/^parse\//, "Parse"],
  [/^schema\//, "Schemas"],
  [/^(?:dataset|net|util)\//, "Types"],
];

/**
 * Derives the category of a declaration from its location.
 *
 * @param path its file, below `src`
 */
export function categoryOf(path: string): ApiCategory {
  const [, category] = byPath.find(([pattern]) => pattern.test(path)) ?? [];
  if (category === undefined) {
    throw new Error(`src/${path} has no category in category-of.ts`);
  }
  return category;
}
