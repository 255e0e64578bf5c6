import { extname } from "node:path";
import { PageError } from "./page-error.ts";
import { parseHtml } from "./parse-html.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import type { Source } from "./source.ts";

/**
 * Parses a page into a Markdown tree.
 *
 * @param file - the file name; its extension decides between Markdown (`.md`) and HTML (`.html`, `.htm`)
 * @throws {@link PageError} when the extension is unknown, the bytes are not UTF-8, or the address is missing
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
