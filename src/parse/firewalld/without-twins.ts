import { excerpt } from "../../util/excerpt.ts";
import type { DocumentKind, FirewalldDocument } from "./document.ts";
import type { XmlElement } from "./read-xml.ts";
import { wrongLine } from "./wrong-line.ts";

/**
 * Removes duplicate objects, because several lists may print the same one.
 *
 * @throws {@link InvalidConfigurationError} if an object is repeated with different settings
 */
export function withoutTwins(
  documents: readonly FirewalldDocument[],
): readonly FirewalldDocument[] {
  const contents: Readonly<Record<DocumentKind, Map<string, string>>> = {
    direct: new Map(),
    ipset: new Map(),
    policy: new Map(),
    service: new Map(),
    zone: new Map(),
  };
  return documents.filter(({ kind, name, root }) => {
    if (name === undefined) {
      return true;
    }
    const content = contentOf(root);
    const first = contents[kind].get(name);
    if (first !== undefined && first !== content) {
      throw wrongLine(
        root.origin,
        `repeats the ${kind} ${excerpt(name)} with different settings`,
        name,
      );
    }
    contents[kind].set(name, content);
    return first === undefined;
  });
}

/** Returns the elements as text, without origins and independent of order. */
function contentOf({ attributes, children }: XmlElement): string {
  const text = ({ name, attributes, children, text: data }: XmlElement): string =>
    JSON.stringify([name, attributes, data, children.map(text)]);
  return JSON.stringify([attributes, children.map(text).sort()]);
}
