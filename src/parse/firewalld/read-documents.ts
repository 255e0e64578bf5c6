import { excerpt } from "../../util/excerpt.ts";
import type { DocumentKind, FirewalldDocument } from "./document.ts";
import { readList } from "./read-list.ts";
import { readXml } from "./read-xml.ts";
import { wrongLine } from "./wrong-line.ts";

const kinds: readonly string[] = ["direct", "ipset", "policy", "service", "zone"];

/**
 * Reads an input: the XML of one object, or a list of objects.
 *
 * @param fileName - the name of the file without its extension, which firewalld uses as the object's name
 */
export function readDocuments(
  text: string,
  input: number,
  fileName: string | undefined,
): readonly FirewalldDocument[] {
  if (!/^\s*</.test(text)) {
    return readList(text, input);
  }
  const root = readXml(text, input, fileName);
  const { name, origin } = root;
  if (!isKind(name)) {
    throw wrongLine(origin, `has an unexpected element ${excerpt(name)}`);
  }
  return [
    { kind: name, name: fileName, isListed: false, isDefault: false, root, targetOrigin: origin },
  ];
}

function isKind(name: string): name is DocumentKind {
  return kinds.includes(name);
}
