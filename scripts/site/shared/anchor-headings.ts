import type { Root } from "hast";
import { visit } from "unist-util-visit";
import { textOf } from "./text-of.ts";

/** Appends a link to itself to each heading that has an id. */
export function anchorHeadings() {
  return (tree: Root): void => {
    visit(tree, "element", (element) => {
      const { id } = element.properties;
      if (/^h[2-4]$/.test(element.tagName) && typeof id === "string") {
        element.children.push({
          type: "element",
          tagName: "a",
          properties: {
            className: ["anchor"],
            href: `#${id}`,
            ariaLabel: `Link to ${textOf(element).trim()}`,
          },
          children: [{ type: "text", value: "#" }],
        });
      }
    });
  };
}
