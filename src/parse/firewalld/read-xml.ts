import { readXmlDocument, type XmlElement } from "../read-xml-document.ts";
import { wrongLine } from "./wrong-line.ts";

export type { XmlElement };

/**
 * Reads the XML of a firewalld object.
 *
 * @param name - its name in firewalld
 */
export function readXml(source: string, input: number, name?: string): XmlElement {
  return readXmlDocument(source, input, { wrongLine, name });
}
