import { readXmlDocument, type XmlElement } from "../read-xml-document.ts";
import { wrongLine } from "./wrong-line.ts";

export type { XmlElement };

/**
 * Reads the XML of a zone, a service or a policy object.
 *
 * @param name - the name that firewalld has for it
 */
export function readXml(source: string, input: number, name?: string): XmlElement {
  return readXmlDocument(source, input, { wrongLine, name });
}
