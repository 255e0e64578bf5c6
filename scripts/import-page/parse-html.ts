import type { Element } from "hast";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { PageError } from "./page-error.ts";
import type { Source } from "./source.ts";

/**
 * Parses a page saved as HTML, whose canonical link gives its address, into the same tree as
 * Markdown.
 *
 * @throws {@link PageError} where there is no canonical link
 */
export function parseHtml(file: string, text: string): Source {
  const document = unified().use(rehypeParse).parse(text);
  let canonical: Element | undefined;
  visit(document, "element", (element) => {
    const { rel } = element.properties;
    if (element.tagName === "link" && Array.isArray(rel) && rel.includes("canonical")) {
      canonical = element;
    }
    // In a cell of a table, Markdown has no place for a block of code, and its lines would be lost.
    if (element.tagName === "pre") {
      element.tagName = "span";
    }
  });
  const url = canonical?.properties.href;
  if (typeof url !== "string") {
    throw new PageError(file, 1, '<link rel="canonical"> with the address of the page', "none");
  }
  const line = canonical?.position?.start.line ?? 1;
  return { file, url: { value: url, line }, tree: unified().use(rehypeRemark).runSync(document) };
}
