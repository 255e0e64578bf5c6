import type { Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";

/** A URL at an offset of the document, and the URL that replaces it. */
interface Edit {
  readonly at: number;
  readonly url: string;
  readonly to: string;
}

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

  const edits: Edit[] = [];
  visit(unified().use(remarkParse).use(remarkGfm).parse(markdown) as Root, (node) => {
    const [start = 0, stop = 0] = [node.position?.start.offset, node.position?.end.offset];
    const source = markdown.slice(start, stop);
    if (node.type === "html") {
      for (const { 1: name, 2: url = "", index } of source.matchAll(
        /\b(src|srcset|href)="([^"]*)"/g,
      )) {
        const at = start + index + `${name}="`.length;
        edits.push({ at, url, to: absolute(url, name !== "href") });
      }
    } else if (node.type === "link" || node.type === "image" || node.type === "definition") {
      const at = source.lastIndexOf(node.url);
      if (at !== -1) {
        edits.push({
          at: start + at,
          url: node.url,
          to: absolute(node.url, node.type === "image"),
        });
      }
    }
  });
  let written = "";
  let end = 0;
  for (const { at, url, to } of edits.sort((one, other) => one.at - other.at)) {
    written += markdown.slice(end, at) + to;
    end = at + url.length;
  }
  return written + markdown.slice(end);
}
