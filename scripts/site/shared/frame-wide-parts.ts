import type { Element, Root } from "hast";
import { SKIP, visit } from "unist-util-visit";

/** Makes wide tables and code scrollable, and reachable by keyboard. */
export function frameWideParts() {
  return (tree: Root): void => {
    let tables = 0;
    visit(tree, "element", (element, index, parent) => {
      if (element.tagName === "pre") {
        Object.assign(element.properties, { tabIndex: 0, role: "group", ariaLabel: "Code" });
        return SKIP;
      }
      if (element.tagName === "table" && parent && index !== undefined) {
        tables += 1;
        element.properties.className = ["plain"];
        parent.children[index] = framed(element, `Table ${tables}`);
        return SKIP;
      }
    });
  };
}

function framed(table: Element, ariaLabel: string): Element {
  return {
    type: "element",
    tagName: "div",
    properties: { className: ["table-frame"], role: "group", tabIndex: 0, ariaLabel },
    children: [table],
  };
}
