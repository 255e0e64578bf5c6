import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { parseDocument } from "yaml";
import { PageError } from "./page-error.ts";
import type { Source } from "./source.ts";

/**
 * Parses a page in Markdown. The address is the `url` of its front matter.
 *
 * @throws {@link PageError} when the address is missing
 */
export function parseMarkdown(file: string, text: string): Source {
  const tree = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter).parse(text);
  const first = tree.children[0];
  const matter = first?.type === "yaml" ? parseDocument(first.value) : undefined;
  const url: unknown = matter?.errors.length === 0 ? matter.get("url") : undefined;
  if (typeof url !== "string") {
    throw new PageError(file, 1, "front matter with a url", first?.type ?? "an empty file");
  }
  return { file, url: { value: url, line: 1 }, tree };
}
