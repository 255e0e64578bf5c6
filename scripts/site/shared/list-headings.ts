import type { Root } from "hast";
import { visit } from "unist-util-visit";
import { textOf } from "./text-of.ts";

/** A heading of a page, with its own address. */
export interface Heading {
  readonly id: string;
  readonly text: string;
  readonly level: number;
}

/** Lists the headings of the second and third level. */
export function listHeadings(tree: Root): readonly Heading[] {
  const headings: Heading[] = [];
  visit(tree, "element", (element) => {
    const [, level] = /^h([23])$/.exec(element.tagName) ?? [];
    const { id } = element.properties;
    if (level !== undefined && typeof id === "string") {
      headings.push({ id, text: textOf(element).trim(), level: Number(level) });
    }
  });
  return headings;
}
