import type { Root } from "hast";
import rehypeHighlight from "rehype-highlight";
import rehypeStringify from "rehype-stringify";
import { unified } from "unified";
import { frameWideParts } from "./frame-wide-parts.ts";

const processor = unified().use(rehypeHighlight).use(frameWideParts).use(rehypeStringify);

/** Writes code as a block of HTML, its parts marked by classes. */
export function highlightCode(text: string, language: string): string {
  const tree = processor.runSync({
    type: "root",
    children: [
      {
        type: "element",
        tagName: "pre",
        properties: {},
        children: [
          {
            type: "element",
            tagName: "code",
            properties: { className: [`language-${language}`] },
            children: [{ type: "text", value: text }],
          },
        ],
      },
    ],
  });
  return processor.stringify(tree as Root);
}
