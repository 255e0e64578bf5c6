import { InvalidConfigurationError } from "../../errors.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import type { TextNotes } from "../notes.ts";
import { type FirewalldKind, type FirewalldObject, firewalldObject } from "./object.ts";
import { splitRichRule } from "./rich-rule.ts";
import type { XmlElement } from "./xml.ts";

/** What `firewall-cmd` says to somebody who asks for the default zone while others are in use. */
const advice =
  /^(?:You're performing an operation over default zone \('(.+)'\),|but your connections\/interfaces are in zone |You most likely need to use --zone=)/;

interface Line {
  readonly text: string;
  readonly line: number;
}

/** A heading, and what stands below it by its name. */
interface Section extends Line {
  readonly fields: Map<string, Line[]>;
}

/** What every list of a kind has, whatever the version of firewalld; the last one is at its end. */
const fieldsOf: Readonly<Record<FirewalldKind, readonly string[]>> = {
  zone: ["target", "interfaces", "sources", "services", "ports", "rich rules"],
  policy: ["target", "ingress-zones", "egress-zones", "services", "ports", "rich rules"],
  service: ["ports", "protocols"],
};

/** Fields that say nothing of ports. */
const idleFields: ReadonlySet<string> = new Set(
  "summary description icmp-block-inversion forward masquerade icmp-blocks modules helpers egress-priority".split(
    " ",
  ),
);

/** The element of a field of which each word is one, and the attribute that the word is. */
const wordFields: Readonly<Record<string, readonly [element: string, attribute: string]>> = {
  services: ["service", "name"],
  protocols: ["protocol", "value"],
  interfaces: ["interface", "name"],
  "ingress-zones": ["ingress-zone", "name"],
  "egress-zones": ["egress-zone", "name"],
  includes: ["include", "service"],
};

/**
 * Reads lists that `firewall-cmd` printed of zones, policy objects and services.
 *
 * @throws {@link InvalidConfigurationError} for a line that is none of such a list, and for a list that
 *   is cut off
 */
export function readFirewalldList(text: string, notes: TextNotes): readonly FirewalldObject[] {
  const lines = linesOf(text).map((text, index) => ({ text, line: index + 1 }));
  const [, defaultZone] = lines.map((each) => advice.exec(each.text)).find(Boolean) ?? [];
  return readSections(lines).map((section) => {
    const [name = ""] = section.text.split(" ");
    const isDefault = name === defaultZone || section.text.includes("(default");
    const kind = kindOfSection(section);
    return firewalldObject(kind, rootOf(section, kind), notes, { name, isDefault });
  });
}

function readSections(lines: readonly Line[]): readonly Section[] {
  const sections: Section[] = [];
  let field: Line[] | undefined;
  for (const { text, line } of lines) {
    const section = sections.at(-1);
    const [, name, value = ""] = /^ {2}([a-z][a-z -]*):(?: (.*))?$/.exec(text) ?? [];
    if (text.trim() === "" || advice.test(text)) {
      field = undefined;
    } else if (name !== undefined && section && !section.fields.has(name)) {
      field = [{ text: value.trim(), line }];
      section.fields.set(name, field);
    } else if (/^(?:\t| {3})/.test(text) && field) {
      field.push({ text: text.trim(), line });
    } else if (/^[^\s:]+(?: \((?:default|active)(?:, active)?\))?\s*$/.test(text)) {
      if (section?.fields.size === 0) {
        // Of many such lines, the first is refused at once.
        kindOfSection(section);
      }
      sections.push({ text, line, fields: new Map() });
      field = undefined;
    } else {
      throw wrongList(line, `is not understood: ${excerpt(text)}`, text);
    }
  }
  return sections;
}

function kindOfSection({ text, line, fields }: Section): FirewalldKind {
  const kind = fields.has("ingress-zones") ? "policy" : fields.has("target") ? "zone" : "service";
  const missing = fieldsOf[kind].find((name) => !fields.has(name));
  if (missing !== undefined) {
    throw wrongList(
      line,
      `begins the list of ${excerpt(text)}, which has no ${missing}: it is none, or it is cut off`,
      text,
    );
  }
  return kind;
}

function wrongList(line: number, what: string, input: string): InvalidConfigurationError {
  return new InvalidConfigurationError(
    `line ${line} ${what}; expected XML of firewalld, or what firewall-cmd --list-all prints`,
    input,
    line,
  );
}

function rootOf({ fields, line }: Section, kind: FirewalldKind): XmlElement {
  const attributes: Record<string, string> = {};
  const children: XmlElement[] = [];
  for (const [name, values] of fields) {
    if (name === "target" || name === "priority" || name === "ingress-priority") {
      attributes[name] = String(values[0]?.text);
    } else {
      const [, ...next] = values;
      if (next.length > mostRules) {
        throw wrongList(
          next[mostRules]?.line as number,
          `is beyond the ${mostRules} ${name} that are read`,
          name,
        );
      }
      for (const value of values) {
        if (value.text !== "" && !idleFields.has(name)) {
          children.push(...elementsOf(name, value));
        }
      }
    }
  }
  return { name: kind, attributes, children, line };
}

/** No zone has more. */
const mostRules = 25_000;

function elementsOf(name: string, { text, line }: Line): readonly XmlElement[] {
  const element = (name: string, attributes: Record<string, string>): XmlElement => ({
    name,
    attributes,
    children: [],
    line,
  });
  const words = text.split(/\s+/);
  if (Object.hasOwn(wordFields, name)) {
    const [is, attribute] = wordFields[name] as readonly [string, string];
    return words.map((word) => element(is, { [attribute]: word }));
  }
  switch (name) {
    case "ports":
    case "source-ports":
      return words.map((word) => {
        const [port = "", protocol = ""] = word.split("/");
        return element(name.slice(0, -1), { port, protocol });
      });
    case "sources":
      return words.map((word) =>
        element("source", word.startsWith("ipset:") ? { ipset: word } : { address: word }),
      );
    case "destination":
      return words.map((word) => {
        const colon = word.indexOf(":");
        return element(name, { [word.slice(0, colon)]: word.slice(colon + 1) });
      });
    case "forward-ports":
      return [
        element("forward-port", {
          port: /\bport=([^:]*)/.exec(text)?.[1] ?? "",
          protocol: /\bproto=([^:]*)/.exec(text)?.[1] ?? "",
          "to-addr": /\btoaddr=(.*)$/.exec(text)?.[1] ?? "",
        }),
      ];
    case "rich rules":
      return [splitRichRule(text, line)];
    default:
      if (text !== "no" && text !== "0") {
        return [element(name, {})];
      }
      return [];
  }
}
