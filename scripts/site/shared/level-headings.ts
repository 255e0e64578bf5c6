import type { Root } from "hast";
import { visit } from "unist-util-visit";

/**
 * Closes gaps between heading levels: an h2 is followed by an h3 at most.
 *
 * @param above the level of the heading above the tree; 0 without one
 */
export function levelHeadings(above = 0) {
  return (tree: Root): void => {
    const open: number[] = [];
    visit(tree, "element", (element) => {
      const [, digit] = /^h([1-6])$/.exec(element.tagName) ?? [];
      if (digit !== undefined) {
        const level = Number(digit);
        while ((open.at(-1) ?? 0) >= level) {
          open.pop();
        }
        open.push(level);
        element.tagName = `h${above + open.length}`;
      }
    });
  };
}
