import type { Root } from "hast";
import rehypeHighlight from "rehype-highlight";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { frameWideParts } from "../shared/frame-wide-parts.ts";
import { levelHeadings } from "../shared/level-headings.ts";
import { tidyContent } from "./tidy-content.ts";

const processor = unified()
  .use(rehypeParse, { fragment: true })
  .use(tidyContent)
  .use(() => levelHeadings(1))
  .use(rehypeHighlight)
  .use(frameWideParts);

/** Reads TypeDoc's output for a declaration, in the form of the site's other pages. */
export function contentTree(html: string): Root {
  return processor.runSync(processor.parse(html)) as Root;
}
