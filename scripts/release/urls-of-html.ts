/** A URL in HTML. */
export interface HtmlUrl {
  /** The offset in the HTML. */
  readonly at: number;
  readonly url: string;
  readonly kind: "page" | "picture";
  /** Whether it is an attribute value without quotes. */
  readonly isUnquoted: boolean;
}

const kinds: Readonly<Record<string, HtmlUrl["kind"]>> = {
  href: "page",
  poster: "picture",
  src: "picture",
  srcset: "picture",
};
const commentOrTag = /<!--.*?-->|<[a-z][^\s/>]*(?:"[^"]*"|'[^']*'|[^"'>])*>/gis;
const attribute = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g;
const hasUrl = /\b(?:href|poster|src|srcset)\s*=/i;

/**
 * Returns the URLs in the attributes of HTML tags.
 *
 * @returns `null` if an attribute with a URL cannot be read
 */
export function urlsOfHtml(html: string): readonly HtmlUrl[] | null {
  if (hasUrl.test(html.replace(commentOrTag, ""))) {
    return null;
  }
  const urls: HtmlUrl[] = [];
  for (const { 0: tag, index } of html.matchAll(commentOrTag)) {
    if (tag.startsWith("<!--")) {
      continue;
    }
    const [name = ""] = /^<[^\s/>]*/.exec(tag) ?? [];
    const attributes = tag.slice(name.length, -1);
    if (hasUrl.test(attributes.replace(attribute, ""))) {
      return null;
    }
    for (const found of attributes.matchAll(attribute)) {
      urls.push(...urlsOfAttribute(found, index + name.length));
    }
  }
  return urls;
}

/** Returns the URLs of an attribute; `start` is the offset of the text that was searched. */
function urlsOfAttribute(found: RegExpExecArray, start: number): readonly HtmlUrl[] {
  const [written, word = "", inDouble, inSingle, bare] = found;
  const name = word.toLowerCase();
  const kind = kinds[name];
  const value = inDouble ?? inSingle ?? bare;
  if (kind === undefined || value === undefined) {
    return [];
  }
  const isUnquoted = bare !== undefined;
  const end = start + found.index + written.length - (isUnquoted ? 0 : 1);
  const pattern =
    name === "srcset" ? /([^\s,](?:\S*[^\s,])?)(?:\s+[^\s,]+)?\s*(?:,|$)/g : /(\S.*?)\s*$/gs;
  return [...value.matchAll(pattern)].map(({ 1: url = "", index }) => ({
    at: end - value.length + index,
    url,
    kind,
    isUnquoted,
  }));
}
