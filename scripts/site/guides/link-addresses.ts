import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Root } from "hast";
import { SKIP, visit } from "unist-util-visit";
import { textOf } from "../shared/text-of.ts";

/** Makes each path of a JSON file of the site, such as `data/releases.json`, a link to the file. */
export function linkAddresses(output: string) {
  return (tree: Root): void => {
    visit(tree, "element", (element, index, parent) => {
      const path = element.tagName === "code" ? textOf(element) : "";
      if (/^(?:data|schema)\/[\w/-]+\.json$/.test(path) && parent && index !== undefined) {
        if (!existsSync(join(output, path))) {
          throw new Error(`the site has no ${path}`);
        }
        parent.children[index] = {
          type: "element",
          tagName: "a",
          properties: { href: `../${path}` },
          children: [element],
        };
        return SKIP;
      }
    });
  };
}
