import { SaxesParser } from "saxes";
import type { Origin } from "../net/types.ts";
import { originText } from "../util/excerpt.ts";
import * as limits from "../util/limits.ts";
import type { LineError } from "./line-error.ts";

/** An element with its attributes and child elements. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The character data directly within it; omitted if only white space. */
  readonly text?: string | undefined;
  /** The line on which it begins, and the element as written; for the root, only its start tag. */
  readonly origin: Origin;
}

/** An element whose end tag was not reached yet. */
interface OpenElement extends Omit<XmlElement, "origin"> {
  readonly children: XmlElement[];
  text?: string | undefined;
  readonly line: number;
  /** Where its start tag begins and ends in the source. */
  readonly start: number;
  readonly startTagEnd: number;
}

/** The properties of the documents of a format. */
interface XmlFormat {
  /** Creates an error about a line. */
  readonly wrongLine: LineError;
  /** The document type that documents may declare, without a subset. */
  readonly doctype?: string | undefined;
  /** The name of the object in the document, which the document itself does not contain. */
  readonly name?: string | undefined;
}

/**
 * Parses an XML document, ignoring comments.
 *
 * @param input - the index of the input
 * @returns its root
 * @throws {@link InvalidConfigurationError} if the XML is not well-formed, declares another document type, uses
 *   an entity that XML does not define, or is nested too deeply; the error names the line
 */
export function readXmlDocument(
  source: string,
  input: number,
  { wrongLine, doctype, name: object }: XmlFormat,
): XmlElement {
  const parser = new SaxesParser();
  const open: OpenElement[] = [];
  const roots: XmlElement[] = [];
  let count = 0;
  let begin = { start: 0, line: 1 };
  const fail = (what: string): never => {
    throw wrongLine({ input, line: parser.line }, what);
  };
  parser.on("error", ({ message }) =>
    fail(`is not well-formed XML: ${message.replace(/^\d+:\d+: /, "")}`),
  );
  parser.on("doctype", (type) => type.trim() === doctype || fail("declares a document type"));
  parser.on("opentagstart", () => {
    // The parser has already read the character after the name, which may end the line.
    const isNextLine = parser.columnIndex === 0;
    begin = {
      start: source.lastIndexOf("<", parser.position - 2),
      line: parser.line - Number(isNextLine),
    };
  });
  parser.on("opentag", ({ name, attributes }) => {
    count++;
    if (count > limits.xmlElements) {
      fail(`exceeds the limit of ${limits.xmlElements} elements`);
    }
    if (open.length >= limits.xmlDepth) {
      fail(`nests elements more than ${limits.xmlDepth} levels deep`);
    }
    open.push({ name, attributes, children: [], ...begin, startTagEnd: parser.position });
  });
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element && text.trim() !== "") {
      element.text = `${element.text ?? ""}${text}`.trim();
    }
  });
  parser.on("closetag", () => {
    const { line, start, startTagEnd, ...element } = open.pop() as OpenElement;
    const [root] = open;
    const parent = open.at(-1);
    const text = quoted(source, start, parent ? parser.position : startTagEnd);
    const kind = root?.name ?? element.name;
    const table = object === undefined ? kind : `${kind} ${object}`;
    const origin = { input, line, text, table, chain: null };
    (parent?.children ?? roots).push({ ...element, origin });
  });
  parser.write(source).close();
  return roots[0] as XmlElement;
}

/** Quotes a part of the source on one line, without reading far beyond the length of a quote. */
function quoted(source: string, start: number, end: number): string {
  return originText(source.slice(start, Math.min(end, start + 2 * limits.originText)));
}
