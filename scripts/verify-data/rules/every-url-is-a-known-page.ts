import type { Rule } from "../rule.ts";

const host = "https://docs.cpanel.net/";

export const everyUrlIsAKnownPage: Rule = {
  says: "a basis or a source in the documentation names a page that a crawl of it had",
  check: ({ files, knownPages }) => {
    const { pages: _documented, ...curated } = files;
    return Object.entries(curated).flatMap(([file, content]) =>
      urlsIn(content)
        .filter(({ url, kind }) =>
          url.startsWith(host)
            ? !knownPages.has(url.slice(host.length).replace(/[?#].*$/, ""))
            : kind === "documentation",
        )
        .map(({ url }) => `${file}: ${url} is no known page (scripts/verify-data/known-pages.txt)`),
    );
  },
};

/** Every URL of a file, with the kind of the basis that it stands in. */
function urlsIn(value: unknown): { readonly url: string; readonly kind: unknown }[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  // A list of somebody else has its source where a basis has its URL.
  const { source, url = source, kind } = value as Readonly<Record<string, unknown>>;
  return [
    ...(typeof url === "string" ? [{ url, kind }] : []),
    ...Object.values(value).flatMap(urlsIn),
  ];
}
