import type { Node, Nodes, Root } from "mdast";
import { PageError } from "./page-error.ts";

/** A page as a Markdown tree, whatever it was written in. */
export interface Source {
  /** The file's name, for messages. */
  readonly file: string;
  /** The address that the page gives as its own, and the line where it does. */
  readonly url: { readonly value: string; readonly line: number };
  readonly tree: Root;
}

/** The line of the file at which a node begins. */
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

/** The address that a link or image of the page leads to; `undefined` where it is none. */
export function addressOf(source: Source, { url }: { readonly url: string }): URL | undefined {
  return URL.canParse(url, source.url.value) ? new URL(url, source.url.value) : undefined;
}

/** The text of a node without its markup, on one line. */
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
      // A cell of a table has no lines: they are written as <br>, in code too.
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
