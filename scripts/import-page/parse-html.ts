import type { Element } from "hast";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { PageError } from "./page-error.ts";
import type { Source } from "./source.ts";

/**
 * Parses a page saved as HTML into the same tree as Markdown. The address is its canonical link, or else
 * its `og:url`.
 *
 * @throws {@link PageError} when the address is missing, or a table has a cell that a Markdown tree
 *   cannot represent
 */
export function parseHtml(file: string, text: string): Source {
  const document = unified().use(rehypeParse).parse(text);
  let canonical: Element | undefined;
  let openGraph: Element | undefined;
  visit(document, "element", (element) => {
    const { rel, property } = element.properties;
    if (element.tagName === "link" && Array.isArray(rel) && rel.includes("canonical")) {
      canonical = element;
    }
    if (element.tagName === "meta" && String(property) === "og:url") {
      openGraph = element;
    }
    if (element.tagName === "td" || element.tagName === "th") {
      requireReadable(file, element);
    }
    // A Markdown table cell cannot contain a code block, so its lines would be lost.
    if (element.tagName === "pre") {
      element.tagName = "span";
    }
  });
  const url = canonical?.properties.href ?? openGraph?.properties.content;
  if (typeof url !== "string") {
    throw new PageError(file, 1, '<link rel="canonical"> with the address of the page', "none");
  }
  const line = (canonical ?? openGraph)?.position?.start.line ?? 1;
  return { file, url: { value: url, line }, tree: unified().use(rehypeRemark).runSync(document) };
}

/**
 * Refuses cells that the tree would lose. A tick that is drawn, or set by a style, would vanish. A cell
 * that spans columns or rows would become one cell and empty ones.
 */
function requireReadable(file: string, cell: Element): void {
  const line = cell.position?.start.line ?? 1;
  const { colSpan = 1, rowSpan = 1 } = cell.properties;
  if (colSpan !== 1 || rowSpan !== 1) {
    throw new PageError(
      file,
      line,
      "a cell that spans one column and one row",
      `${colSpan} by ${rowSpan}`,
    );
  }
  const tags: string[] = [];
  let isReadable = false;
  visit(cell, (node) => {
    if (node.type === "element" && node !== cell) {
      tags.push(node.tagName);
    }
    isReadable ||=
      (node.type === "text" && node.value.trim() !== "") ||
      (node.type === "element" && (node.tagName === "img" || node.tagName === "input"));
  });
  if (tags.length > 0 && (!isReadable || tags.includes("svg"))) {
    const found = tags.map((tag) => `<${tag}>`).join(" ");
    throw new PageError(file, line, "a cell that is empty or has text or an image", found);
  }
}
