import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";
import { textOf } from "../shared/text-of.ts";

/** Gives each table row the text of its first cell as id, so that links can point to it. */
export function nameRows() {
  return (tree: Root): void => {
    visit(tree, "element", (element) => {
      const first = element.children.find((child): child is Element => child.type === "element");
      if (element.tagName === "tr" && first?.tagName === "td") {
        element.properties.id = textOf(first);
      }
    });
  };
}
