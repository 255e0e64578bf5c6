import { join, normalize } from "node:path";
import type { Root } from "hast";
import { visit } from "unist-util-visit";

/**
 * Turns links between the files of `docs` into links between pages of guides and examples. Pictures stay unchanged. A
 * link to any other file of the repository becomes its text.
 *
 * @param page the path of the guide in `docs`, without `.md`
 */
export function pointLinks(page: string) {
  return (tree: Root): void => {
    visit(tree, "element", (element) => {
      const { href } = element.properties;
      if (element.tagName !== "a" || typeof href !== "string" || /^(?:https?:|#)/.test(href)) {
        return;
      }
      const [path = "", anchor] = href.split("#");
      const target = normalize(join(page, "..", path));
      if (target.startsWith("../")) {
        element.tagName = "span";
        element.properties = {};
      } else if (!target.startsWith("images/")) {
        const name = path.endsWith(".md") ? path.slice(0, -3) : path;
        element.properties.href = `${name}.html${anchor === undefined ? "" : `#${anchor}`}`;
      }
    });
  };
}
