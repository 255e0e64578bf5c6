import type { Paragraph, PhrasingContent, Root, RootContent } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { GuideBlock, GuideInline, GuideStep } from "../../site/explorer/guide-steps.ts";

const parser = unified().use(remarkParse);

/**
 * Reads the steps of a firewall guide: its numbered sections and its recovery sections.
 *
 * @throws {Error} if a step contains anything but paragraphs and code
 */
export function readGuideSteps(guide: string, markdown: string): readonly GuideStep[] {
  return sectionsOf(parser.parse(markdown))
    .filter(({ title }) => /^\d+\. /.test(title) || ways.includes(title))
    .map(({ title, nodes }) => ({ title, blocks: nodes.map((node) => blockOf(guide, node)) }));
}

/** The unnumbered sections that belong to the steps. */
const ways: readonly string[] = ["Undo the load", "Get back in"];

interface Section {
  readonly title: string;
  readonly nodes: RootContent[];
}

/** Splits a guide at its headings of the second level. */
function sectionsOf({ children }: Root): readonly Section[] {
  const sections: Section[] = [];
  for (const node of children) {
    if (node.type === "heading" && node.depth === 2) {
      sections.push({ title: textOf(node), nodes: [] });
    } else {
      sections.at(-1)?.nodes.push(node);
    }
  }
  return sections;
}

function blockOf(guide: string, node: RootContent): GuideBlock {
  if (node.type === "code") {
    return { kind: "code", language: node.lang ?? "", text: node.value };
  }
  if (node.type === "paragraph") {
    return { kind: "text", parts: partsOf(guide, node) };
  }
  throw new Error(`docs/${guide}.md: a step has a ${node.type}; expected paragraphs and code`);
}

function partsOf(guide: string, { children }: Paragraph): readonly GuideInline[] {
  return children.map((node) => partOf(guide, node));
}

function partOf(guide: string, node: PhrasingContent): GuideInline {
  const text = textOf(node).replaceAll("\n", " ");
  switch (node.type) {
    case "text":
      return { kind: "plain", text };
    case "inlineCode":
      return { kind: "code", text };
    case "link":
      return { kind: "link", text, target: addressOf(guide, node.url) };
    default:
      throw new Error(`docs/${guide}.md: a step has a ${node.type}; expected text, code and links`);
  }
}

function addressOf(guide: string, target: string): string {
  return target.startsWith("#")
    ? `guides/${guide}.html${target}`
    : target.replace(/^([\w-]+)\.md/, "guides/$1.html");
}
