import type { Nodes } from "hast";

/** Returns the text of a part of a page. */
export function textOf(node: Nodes): string {
  if (node.type === "text") {
    return node.value;
  }
  return "children" in node ? node.children.map(textOf).join("") : "";
}
