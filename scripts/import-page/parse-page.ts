import { extname } from "node:path";
import { PageError } from "./page-error.ts";
import { parseHtml } from "./parse-html.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import type { Source } from "./source.ts";

/**
 * Parses a page to a Markdown tree.
 *
 * @param file - its name; the ending says whether it is Markdown (`.md`) or HTML (`.html`, `.htm`)
 * @throws {@link PageError} for another ending, bytes that are not UTF-8, or a page without its address
 */
export function parsePage(file: string, bytes: Uint8Array): Source {
  const text = decode(file, bytes);
  switch (extname(file)) {
    case ".md":
      return parseMarkdown(file, text);
    case ".html":
    case ".htm":
      return parseHtml(file, text);
    default:
      throw new PageError(
        file,
        1,
        "a name that ends in .md, .html or .htm",
        extname(file) || "none",
      );
  }
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new PageError(file, 1, "text in UTF-8", "other bytes");
  }
}
