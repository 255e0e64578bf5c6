import { readXmlDocument, type XmlElement } from "../read-xml-document.ts";
import { wrongLine } from "./wrong-line.ts";

export type { XmlElement };

/** Reads the XML of a zone, a service or a policy object. */
export function readXml(source: string, input: number): XmlElement {
  return readXmlDocument(source, input, { wrongLine });
}
