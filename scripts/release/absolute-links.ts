import type { Definition, Html, Image, Link, Root } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { absoluteUrl, type Place } from "./absolute-url.ts";
import { urlsOfHtml } from "./urls-of-html.ts";

/** A URL at an offset of the document, and the text that replaces it. */
interface Edit {
  readonly at: number;
  readonly url: string;
  readonly to: string;
}

const parse = (markdown: string) =>
  unified().use(remarkParse).use(remarkGfm).parse(markdown) as Root;

/**
 * Makes the relative links and images of a Markdown document absolute, and keeps every other byte.
 *
 * @param markdown - a document at the root of the repository
 * @param repository - the address of the repository, such as `https://github.com/somebody/ports`
 * @param tag - the tag that the links point to
 * @throws Error if a relative URL cannot be made absolute
 */
export function absoluteLinks(markdown: string, repository: string, tag: string): string {
  const root = parse(markdown);
  const pictures = new Set<string>();
  visit(root, "imageReference", ({ identifier }) => {
    pictures.add(identifier);
  });
  const edits: Edit[] = [];
  visit(root, (node) => {
    const start = node.position?.start.offset ?? 0;
    const source = markdown.slice(start, node.position?.end.offset);
    const found =
      node.type === "html"
        ? editsOfHtml(node, source, { repository, tag })
        : node.type === "link" || node.type === "image" || node.type === "definition"
          ? editsOfLink(node, source, pictures, { repository, tag })
          : [];
    edits.push(...found.map((edit) => ({ ...edit, at: start + edit.at })));
  });
  let written = "";
  let end = 0;
  for (const { at, url, to } of edits.sort((one, other) => one.at - other.at)) {
    written += markdown.slice(end, at) + to;
    end = at + url.length;
  }
  return written + markdown.slice(end);
}

function editsOfHtml(node: Html, source: string, place: Place): readonly Edit[] {
  const urls = urlsOfHtml(source);
  if (urls === null) {
    throw refusal(node, source);
  }
  return urls.flatMap(({ at, url, kind, isUnquoted }) => {
    const to = absoluteUrl(url, kind, place);
    if (to === url) {
      return [];
    }
    // A reference such as &amp; hides characters, and a comma may end a URL of srcset.
    if (to === null || /[&,]/.test(url)) {
      throw refusal(node, url);
    }
    const escaped = to.replaceAll("&", "&amp;");
    return [{ at, url, to: isUnquoted ? `"${escaped}"` : escaped }];
  });
}

function editsOfLink(
  node: Definition | Image | Link,
  source: string,
  pictures: ReadonlySet<string>,
  place: Place,
): readonly Edit[] {
  const isPicture =
    node.type === "image" || (node.type === "definition" && pictures.has(node.identifier));
  const to = absoluteUrl(node.url, isPicture ? "picture" : "page", place);
  if (to === node.url) {
    return [];
  }
  const at = to === null ? undefined : offsetOfUrl(source, node, to);
  if (to === null || at === undefined) {
    throw refusal(node, node.url);
  }
  return [{ at, url: node.url, to }];
}

/** Returns the offset at which another URL in the source changes the URL of the node, and nothing else. */
function offsetOfUrl(source: string, { type, url }: Definition | Image | Link, to: string) {
  const expected = outline(parse(source), type, (found) => (found === url ? to : found));
  for (let at = source.indexOf(url); at !== -1; at = source.indexOf(url, at + 1)) {
    const changed = source.slice(0, at) + to + source.slice(at + url.length);
    if (outline(parse(changed), type, (found) => found) === expected) {
      return at;
    }
  }
  return undefined;
}

/** Returns a tree without positions as text, with the URL of its first node of a type replaced. */
function outline(root: Root, type: string, replace: (url: string) => string): string {
  let isFirst = true;
  visit(root, (node) => {
    delete node.position;
    if (node.type === type && "url" in node && isFirst) {
      node.url = replace(node.url);
      isFirst = false;
    }
  });
  return JSON.stringify(root);
}

function refusal(node: Definition | Html | Image | Link, url: string): Error {
  return new Error(
    `line ${node.position?.start.line}: cannot make ${JSON.stringify(url)} absolute; write it as a plain path to a file of the repository`,
  );
}
