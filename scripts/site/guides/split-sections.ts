import type { Root, RootContent } from "hast";
import { textOf } from "../shared/text-of.ts";

/** A heading of a guide with what follows it, up to the next one. */
export interface Section {
  /** The id of the heading; empty for what precedes the first. */
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}

/** Splits a guide at its headings of the second and third level, for the search. */
export function splitSections(tree: Root): readonly Section[] {
  const parts: { heading: RootContent | null; rest: RootContent[] }[] = [
    { heading: null, rest: [] },
  ];
  for (const node of tree.children) {
    if (node.type === "element" && /^h[23]$/.test(node.tagName)) {
      parts.push({ heading: node, rest: [] });
    } else {
      parts.at(-1)?.rest.push(node);
    }
  }
  return parts.map(({ heading, rest }) => ({
    id: heading?.type === "element" ? String(heading.properties.id) : "",
    heading: heading ? textOf(heading).trim() : "",
    text: rest.map((each) => textOf(each)).join("\n"),
  }));
}
