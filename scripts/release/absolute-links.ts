import type { Definition, Html, Image, Link, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";

/**
 * Makes the relative links and images of a Markdown document absolute, and keeps every other byte.
 *
 * @param markdown - a document at the root of the repository
 * @param repository - the address of the repository, such as `https://github.com/somebody/ports`
 * @param tag - the tag that the links point to
 */
export function absoluteLinks(markdown: string, repository: string, tag: string): string {
  const page = (path: string) => `${repository}/blob/${tag}/${path}`;
  // GitHub serves an SVG file as an image only with this parameter.
  const picture = (path: string) => `${repository}/raw/${tag}/${path}?sanitize=true`;
  const absolute = (url: string, isPicture: boolean) => {
    if (/^(?:[a-z][a-z\d+.-]*:|\/\/|#|$)/i.test(url)) {
      return url;
    }
    return (isPicture ? picture : page)(url.replace(/^\.?\//, ""));
  };

  let written = "";
  let end = 0;
  const replace = (node: Definition | Html | Image | Link, text: (source: string) => string) => {
    const [start = 0, stop = 0] = [node.position?.start.offset, node.position?.end.offset];
    // An image within a link was written as part of the link.
    if (start >= end) {
      written += markdown.slice(end, start) + text(markdown.slice(start, stop));
      end = stop;
    }
  };
  visit(unified().use(remarkParse).use(remarkGfm).parse(markdown) as Root, (node) => {
    if (node.type === "html") {
      replace(node, (source) =>
        source.replace(
          /\b(src|srcset|href)="([^"]*)"/g,
          (_, name: string, url: string) => `${name}="${absolute(url, name !== "href")}"`,
        ),
      );
    } else if (node.type === "link" || node.type === "image" || node.type === "definition") {
      replace(node, (source) => {
        const at = source.lastIndexOf(node.url);
        return node.url === "" || at === -1
          ? source
          : source.slice(0, at) +
              absolute(node.url, node.type === "image") +
              source.slice(at + node.url.length);
      });
    }
  });
  return written + markdown.slice(end);
}
