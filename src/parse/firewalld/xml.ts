import { SaxesParser } from "saxes";
import { InvalidConfigurationError } from "../../errors.ts";

/** An element, with its attributes and the elements within it. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The line on which it begins. */
  readonly line: number;
}

/** No configuration of a firewall nests deeper. */
const deepest = 32;

/** No configuration of a firewall has more. */
const mostElements = 100_000;

/**
 * Reads a document, without its texts and comments.
 *
 * @returns its outermost element
 * @throws {@link InvalidConfigurationError} for what is no well-formed XML, declares a document type,
 *   names an entity that XML does not have, or nests too deep; it names the line
 */
export function readXml(text: string): XmlElement {
  const parser = new SaxesParser();
  let count = 0;
  const open: (XmlElement & { children: XmlElement[] })[] = [];
  const roots: XmlElement[] = [];
  const fail = (what: string): never => {
    throw new InvalidConfigurationError(
      `line ${parser.line}: ${what}; expected the XML of a zone, a service or a policy of firewalld`,
      undefined,
      parser.line,
    );
  };
  parser.on("error", (error) => fail(error.message.replace(/^\d+:\d+: /, "")));
  parser.on("doctype", () => fail("the text declares a document type"));
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes, children: [], line: parser.line };
    count++;
    if (count > mostElements) {
      fail(`there are more than ${mostElements} elements`);
    }
    if (open.length >= deepest) {
      fail(`elements are nested more than ${deepest} deep`);
    }
    (open.at(-1)?.children ?? roots).push(element);
    open.push(element);
  });
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(text).close();
  return roots[0] as XmlElement;
}
