import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import type { Element, Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import { readRoute } from "../../../site/explorer/route.ts";

const site = join(import.meta.dirname, "../../../site/dist");
const parser = unified().use(rehypeParse);

const pages = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".html"),
);

const contents = new Map(pages.map((path) => [path, contentOf(path)]));

function contentOf(path: string) {
  const tree: Root = parser.parse(readFileSync(join(site, path), "utf8"));
  const ids: string[] = [];
  const addresses: string[] = [];
  const styled: string[] = [];
  visit(tree, "element", (element: Element) => {
    const { id, href, src, style } = element.properties;
    ids.push(...(typeof id === "string" ? [id] : []));
    addresses.push(...[href, src].filter((each) => typeof each === "string"));
    if (style !== undefined || element.tagName === "style") {
      styled.push(element.tagName);
    }
  });
  return { ids, addresses, styled };
}

/** Returns the reason why an address of a page is broken; null if it works. */
function problemOf(page: string, address: string): string | null {
  if (/^(?:https?:|data:)/.test(address)) {
    return null;
  }
  const [path = "", anchor] = address.split("#");
  const target = path === "" ? page : normalize(join(dirname(page), path));
  if (target.startsWith("..") || !existsSync(join(site, target))) {
    return "no such file";
  }
  if (anchor === undefined) {
    return null;
  }
  if (anchor.startsWith("/")) {
    return readRoute(`#${anchor}`).view === "not-found" ? "no such view" : null;
  }
  return contents.get(target)?.ids.includes(decodeURIComponent(anchor)) ? null : "no such anchor";
}

test("has no broken link, script or style sheet", () => {
  const problems = [...contents].flatMap(([page, { addresses }]) =>
    addresses.flatMap((address) => {
      const problem = problemOf(page, address);
      return problem === null ? [] : [`${page}: ${address}: ${problem}`];
    }),
  );
  expect(problems).toEqual([]);
  expect(pages.length).toBeGreaterThan(200);
});

test("has no broken search result", async () => {
  const script = readFileSync(join(site, "assets/search-index.js"), "utf8");
  const json = JSON.parse(
    JSON.parse(script.slice(script.indexOf("=") + 1, script.lastIndexOf(";"))),
  );
  const stored = Object.values<{ url: string }>(json.storedFields);
  const problems = stored.flatMap(({ url }) => problemOf("index.html", url) ?? []);
  expect(problems).toEqual([]);
  expect(stored.length).toBeGreaterThan(400);
});

test("gives no two elements of a page the same id", () => {
  const doubled = [...contents].flatMap(([page, { ids }]) =>
    ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${page}: ${id}`),
  );
  expect(doubled).toEqual([]);
});

test("writes no inline styles, which the policy would block", () => {
  const styled = [...contents].filter(([, each]) => each.styled.length > 0).map(([page]) => page);
  expect(styled).toEqual([]);
});

test("gives every page a policy that allows only files of the site", () => {
  for (const page of pages) {
    const html = readFileSync(join(site, page), "utf8");
    expect(html, page).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(html, page).not.toMatch(/<script(?![^>]*\bsrc=)/);
  }
});

test("writes a page for every guide of the repository", () => {
  const docs = join(import.meta.dirname, "../../../docs");
  const guides = readdirSync(docs, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md"))
    .map((path) => `guides/${path.slice(0, -3)}.html`);
  expect(guides.length).toBeGreaterThan(30);
  expect(guides.filter((path) => !pages.includes(relative(".", path)))).toEqual([]);
});
