import type { Origin } from "../../net/types.ts";
import * as limits from "../../util/limits.ts";
import type { XmlElement } from "./read-xml.ts";

/** A word of a rich rule; quoted parts may contain spaces. */
const word = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+|\S/gs;

/** An element being read. */
interface Draft extends XmlElement {
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
}

/**
 * Splits `rule family="ipv4" source address="192.0.2.1" port port="22" protocol="tcp" accept` into its XML elements.
 */
export function splitRichRule(text: string, origin: Origin): XmlElement {
  const draft = (name: string): Draft => ({ name, attributes: {}, children: [], origin });
  const [first = "", ...words] =
    text.length > limits.richRule
      ? [text]
      : [...text.matchAll(word)].map(([each]) => unquoted(each));
  const rule = draft(first);
  let last = rule;
  for (const each of words) {
    const equals = each.indexOf("=");
    if (equals > 0) {
      last.attributes[each.slice(0, equals)] = each.slice(equals + 1);
    } else if (each === "NOT" || each === "not") {
      last.attributes.invert = "true";
    } else {
      const next = draft(each);
      (each === "limit" ? last : rule).children.push(next);
      last = next;
    }
  }
  return rule;
}

function unquoted(text: string): string {
  return text.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs, (_, double, single, escaped) =>
    double === undefined ? (single ?? escaped) : double.replace(/\\(["\\])/g, "$1"),
  );
}
