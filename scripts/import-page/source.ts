import type { Node, Nodes, Root } from "mdast";
import { PageError } from "./page-error.ts";

/** A page as a Markdown tree, whatever its format was. */
export interface Source {
  /** The file name, for messages. */
  readonly file: string;
  /** The address in the page, and its line. */
  readonly url: { readonly value: string; readonly line: number };
  readonly tree: Root;
}

/** Returns the first line of a node in the file. */
function lineOf(node: Node | undefined): number {
  return node?.position?.start.line ?? 1;
}

/** Refuses the page at a node. */
export function refuse(
  source: Source,
  node: Node | undefined,
  expected: string,
  found: string,
): never {
  throw new PageError(source.file, lineOf(node), expected, found);
}

/** Returns the address of a link or image; `undefined` if it is not an address. */
export function addressOf(source: Source, { url }: { readonly url: string }): URL | undefined {
  return URL.canParse(url, source.url.value) ? new URL(url, source.url.value) : undefined;
}

/** Returns the text of a node without markup, on one line. */
export function textOf(node: Nodes | readonly Nodes[]): string {
  return rawText(node).replace(/\s+/g, " ").trim();
}

function rawText(node: Nodes | readonly Nodes[]): string {
  if (!("type" in node)) {
    return node.map(rawText).join("");
  }
  switch (node.type) {
    case "text":
      return node.value;
    case "inlineCode":
    case "code":
    case "html":
      // A table cell has line breaks only as <br>, even in code.
      return node.value.replace(/<br\s*\/?>/g, " ");
    case "break":
      return " ";
    case "tableRow":
    case "listItem":
    case "paragraph":
    case "tableCell":
      return `${rawText(node.children)} `;
    default:
      return "children" in node ? rawText(node.children) : "";
  }
}
