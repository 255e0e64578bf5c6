import type { Rule } from "../rule.ts";

const host = "https://docs.cpanel.net/";

export const everyUrlIsAKnownPage: Rule = {
  says: "every basis and source on the documentation's host is a page that a crawl found",
  check: ({ files, knownPages }) => {
    const { pages: _documented, ...curated } = files;
    return Object.entries(curated).flatMap(([file, content]) =>
      urlsIn(content)
        .filter(({ url, kind }) =>
          url.startsWith(host)
            ? !knownPages.has(url.slice(host.length).replace(/[?#].*$/, ""))
            : kind === "documentation",
        )
        .map(
          ({ url }) => `${file}: ${url} is not a known page (scripts/verify-data/known-pages.txt)`,
        ),
    );
  },
};

/** Returns every URL of a file, with the kind of its basis. */
function urlsIn(value: unknown): { readonly url: string; readonly kind: unknown }[] {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  // A list of others has its source in place of the URL of a basis.
  const { source, url = source, kind } = value as Readonly<Record<string, unknown>>;
  return [
    ...(typeof url === "string" ? [{ url, kind }] : []),
    ...Object.values(value).flatMap(urlsIn),
  ];
}
