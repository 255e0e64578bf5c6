import type { Heading, RootContent } from "mdast";
import { type Source, textOf } from "./source.ts";

/** A heading and the content below it, up to the next heading of any depth. */
export interface Section {
  readonly title: string;
  readonly heading: Heading;
  readonly content: readonly RootContent[];
}

/** Returns the sections of a page, in order, without the content before the first heading. */
export function sectionsOf(source: Source): Section[] {
  const { children } = source.tree;
  const starts = children.flatMap((node, index) =>
    node.type === "heading" ? [{ heading: node, index }] : [],
  );
  return starts.map(({ heading, index }, at) => ({
    title: textOf(heading),
    heading,
    content: children.slice(index + 1, starts[at + 1]?.index),
  }));
}

/** A section with the deeper sections that follow it. */
export interface Part extends Section {
  readonly sections: readonly Section[];
}

/** Groups sections into parts that begin at headings of a depth. */
export function partsOf(sections: readonly Section[], depth: number): Part[] {
  const parts: (Part & { sections: Section[] })[] = [];
  for (const section of sections) {
    if (section.heading.depth <= depth) {
      parts.push({ ...section, sections: [] });
    } else {
      parts.at(-1)?.sections.push(section);
    }
  }
  return parts;
}
