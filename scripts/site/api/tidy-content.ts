import type { Element, Root, RootContent } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { textOf } from "../shared/text-of.ts";

const unwanted = ["tsd-anchor-icon", "tsd-index-group", "tsd-sources"];

const space = { type: "text", value: " " } as const;

/** Keeps only the content of TypeDoc's output: no icons, no folds, no list of links, which the page has in its sidebar. */
export function tidyContent() {
  return (tree: Root): void => {
    visit(tree, "element", (element, index, parent) => {
      if (!parent || index === undefined) {
        return;
      }
      const { tagName } = element;
      if (
        tagName === "svg" ||
        tagName === "button" ||
        unwanted.some((each) => has(element, each))
      ) {
        parent.children.splice(index, 1);
        return [SKIP, index];
      }
      if (has(element, "tsd-tag")) {
        // Everything is readonly.
        const isWanted = textOf(element) !== "Readonly";
        parent.children.splice(index, 1, ...(isWanted ? [element, space] : []));
        return [SKIP, isWanted ? index + 2 : index];
      }
      if (tagName === "summary") {
        parent.children.splice(index, 1, ...element.children);
        return [SKIP, index];
      }
      if (tagName === "details") {
        element.tagName = "section";
        element.properties = {};
      }
      if (tagName === "pre") {
        tidyCode(element);
      }
      if (has(element, "tsd-tag-throws")) {
        nameErrorsOnce(element, parent.children[index - 1]);
      }
    });
  };
}

/** Puts all errors of a function below one heading. */
function nameErrorsOnce(element: Element, before: RootContent | undefined): void {
  if (before?.type === "element" && has(before, "tsd-tag-throws")) {
    element.children = element.children.filter(
      (child) => child.type !== "element" || !/^h\d$/.test(child.tagName),
    );
  }
}

function tidyCode(pre: Element): void {
  visit(pre, "element", (element, index, parent) => {
    if (element.tagName === "code") {
      const [language = "text"] = classes(element);
      element.properties.className = [`language-${language}`];
    }
    if (element.tagName === "br" && parent && index !== undefined) {
      parent.children[index] = { type: "text", value: "\n" };
    }
  });
}

function has(element: Element, name: string): boolean {
  return classes(element).includes(name);
}

function classes({ properties: { className } }: Element): readonly (number | string)[] {
  return Array.isArray(className) ? className : [];
}
