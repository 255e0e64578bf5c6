import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Element, Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";

const docs = join(import.meta.dirname, "../../../docs");
const parser = unified().use(rehypeParse, { fragment: true });

/** Adds to each block that names an example the output of the example at build time. */
export function showLiveExamples() {
  return async (tree: Root): Promise<void> => {
    const blocks: { pre: Element; file: string }[] = [];
    visit(tree, "element", (element) => {
      const [code] = element.children;
      if (element.tagName === "pre" && code?.type === "element" && code.properties.dataFile) {
        blocks.push({ pre: element, file: String(code.properties.dataFile) });
      }
    });
    for (const { pre, file } of blocks) {
      const output = await outputOf(file);
      const code = structuredClone(pre);
      Object.assign(pre, liveExample(code, basename(file, ".ts"), output));
    }
  };
}

function liveExample(code: Element, name: string, output: Element): Element {
  return {
    type: "element",
    tagName: "div",
    properties: { className: ["live"], dataExample: name },
    children: [
      code,
      {
        type: "element",
        tagName: "div",
        properties: { className: ["live-side"] },
        children: [
          {
            type: "element",
            tagName: "p",
            properties: { className: ["live-bar"] },
            children: [
              {
                type: "element",
                tagName: "span",
                properties: { role: "status" },
                children: [{ type: "text", value: "Output" }],
              },
            ],
          },
          output,
        ],
      },
    ],
  };
}

async function outputOf(file: string): Promise<Element> {
  const { show } = await import(pathToFileURL(join(docs, file)).href);
  const place: { innerHTML?: string; textContent?: string } = {};
  show(place);
  const content: Root =
    place.innerHTML === undefined
      ? { type: "root", children: [{ type: "text", value: place.textContent ?? "" }] }
      : parser.parse(place.innerHTML);
  return {
    type: "element",
    tagName: "div",
    properties: {
      className: ["live-output", ...(place.innerHTML === undefined ? ["live-text"] : [])],
      role: "group",
      tabIndex: 0,
      ariaLabel: "Output",
    },
    children: content.children.filter((each) => each.type !== "doctype"),
  };
}
