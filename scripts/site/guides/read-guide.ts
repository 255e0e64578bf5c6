import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Root } from "hast";
import type { Root as Markdown } from "mdast";
import rehypeHighlight from "rehype-highlight";
import rehypeRaw from "rehype-raw";
import rehypeSlug from "rehype-slug";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { type Heading, listHeadings } from "../shared/list-headings.ts";
import { textOf } from "../shared/text-of.ts";
import { type Section, splitSections } from "./split-sections.ts";

/** A parsed guide of `docs`. */
export interface Guide {
  /** Its path in `docs`, without `.md`. */
  readonly page: string;
  readonly title: string;
  /** Its first sentence. */
  readonly summary: string;
  readonly tree: Root;
  readonly headings: readonly Heading[];
  readonly sections: readonly Section[];
}

const docs = join(import.meta.dirname, "../../../docs");

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter)
  .use(remarkGfm)
  .use(() => keepFileNames)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(() => removeComments)
  .use(rehypeSlug)
  .use(rehypeHighlight);

/** Reads a guide: a tree of HTML with highlighted code, its headings, and its text by section. */
export function readGuide(page: string): Guide {
  const markdown = readFileSync(join(docs, `${page}.md`), "utf8");
  const tree = processor.runSync(processor.parse(markdown));
  const parts = tree.children.flatMap((node) => (node.type === "element" ? [node] : []));
  const title = textOf(parts.find(({ tagName }) => tagName === "h1") ?? tree);
  const summary = textOf(parts.find(({ tagName }) => tagName === "p") ?? tree);
  return {
    page,
    title,
    summary: summary.replaceAll("\n", " ").replace(/[:.] .*$|[:.]$/s, "."),
    tree,
    headings: listHeadings(tree),
    sections: splitSections(tree),
  };
}

/** Keeps the file name that follows the language of a code block: ` ```ts examples/a.ts`. */
function keepFileNames(tree: Markdown): void {
  visit(tree, "code", (code) => {
    if (code.meta) {
      code.data = { hProperties: { dataFile: code.meta } };
    }
  });
}

function removeComments(tree: Root): void {
  visit(tree, "comment", (_, index, parent) => {
    if (parent && index !== undefined) {
      parent.children.splice(index, 1);
      return [SKIP, index];
    }
  });
}
