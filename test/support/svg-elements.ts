import { SaxesParser } from "saxes";
import { validateXML } from "xmllint-wasm";

/** An element of a picture. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The text of the element, without nested elements. */
  readonly text: string;
  /** The offset by the surrounding elements. */
  readonly shift: { readonly x: number; readonly y: number };
}

/** Returns the elements of a picture in order; throws if the XML is not well-formed. */
export function svgElements(svg: string): readonly SvgElement[] {
  const elements: {
    name: string;
    attributes: Record<string, string>;
    text: string;
    shift: { x: number; y: number };
  }[] = [];
  const open: (typeof elements)[number][] = [];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const around = open.at(-1);
    const [, x = 0, y = 0] =
      /^translate\((\S+) (\S+)\)$/.exec(around?.attributes.transform ?? "")?.map(Number) ?? [];
    const shift = { x: (around?.shift.x ?? 0) + x, y: (around?.shift.y ?? 0) + y };
    const element = { name, attributes, text: "", shift };
    open.push(element);
    elements.push(element);
  });
  parser.on("text", (text) => {
    const element = open.at(-1);
    if (element) {
      element.text += text;
    }
  });
  parser.on("closetag", () => open.pop());
  parser.write(svg).close();
  return elements;
}

/** Returns the errors of libxml2 for pictures. */
export async function svgFaults(pictures: readonly string[]): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: pictures.map((contents, index) => ({ fileName: `${index}.svg`, contents })),
    schema: [
      // Accepts any content: only well-formedness is checked.
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2000/svg"><xs:element name="svg"><xs:complexType><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded" processContents="skip"/></xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element></xs:schema>`,
    ],
  });
  return errors.map(({ message }) => message);
}
