import type { Origin } from "../../net/types.ts";
import { excerpt, originText } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import { linesOf } from "../input.ts";
import type { DocumentKind, FirewalldDocument } from "./document.ts";
import { fieldElements } from "./field-elements.ts";
import type { XmlElement } from "./read-xml.ts";
import { wrongLine } from "./wrong-line.ts";

/** The advice that `firewall-cmd` prints for the default zone if other zones are in use. */
const advice =
  /^(?:You're performing an operation over default zone \('(.+)'\),|but your connections\/interfaces are in zone |You most likely need to use --zone=)/;

/** A line of a list, with its value. */
interface Line {
  readonly input: number;
  readonly line: number;
  readonly value: string;
  readonly whole: string;
}

/** A heading, and the lines of the fields below it, by name. */
interface Section extends Line {
  readonly fields: Map<string, Line[]>;
}

/** The kinds of objects in lists. */
type ListedKind = Exclude<DocumentKind, "direct">;

/** The fields of every list of a kind in all versions of firewalld; the last one comes at the end. */
const fieldsOf: Readonly<Record<ListedKind, readonly string[]>> = {
  zone: ["target", "interfaces", "sources", "services", "ports", "rich rules"],
  policy: ["target", "ingress-zones", "egress-zones", "services", "ports", "rich rules"],
  service: ["ports", "protocols"],
  ipset: ["type", "entries"],
};

/** Fields that are attributes of the root element in XML. */
const attributeFields: ReadonlySet<string> = new Set([
  ...["target", "priority", "ingress-priority", "type"],
]);

/**
 * Reads `firewall-cmd` lists of zones, policy objects, services and ipsets.
 *
 * @throws {@link InvalidConfigurationError} if a line does not belong to such a list, or a list
 *   is cut off
 */
export function readList(text: string, input: number): readonly FirewalldDocument[] {
  const lines = linesOf(text);
  const [, defaultZone] = lines.map((each) => advice.exec(each)).find(Boolean) ?? [];
  return readSections(lines, input).map((section): FirewalldDocument => {
    const [name = ""] = section.value.split(" ");
    const kind = kindOfSection(section);
    const [target = section] = section.fields.get("target") ?? [];
    const table = `${kind} ${name}`;
    return {
      kind,
      name,
      isListed: true,
      isDefault: name === defaultZone || section.value.includes("(default"),
      root: rootOf(section, kind, table),
      targetOrigin: originOf(target, table),
    };
  });
}

function readSections(lines: readonly string[], input: number): readonly Section[] {
  const sections: Section[] = [];
  let field: Line[] | undefined;
  for (const [index, whole] of lines.entries()) {
    const line = index + 1;
    const section = sections.at(-1);
    const [, name, value = ""] = /^ {2}([a-z][a-z -]*):(?: (.*))?$/.exec(whole) ?? [];
    if (whole.trim() === "" || advice.test(whole)) {
      field = undefined;
    } else if (name !== undefined && section && !section.fields.has(name)) {
      field = [{ input, line, value: value.trim(), whole }];
      section.fields.set(name, field);
    } else if (/^(?:\t| {3})/.test(whole) && field) {
      field.push({ input, line, value: whole.trim(), whole });
    } else if (/^[^\s:]+(?: \((?:default|active)(?:, active)?\))?\s*$/.test(whole)) {
      if (section?.fields.size === 0) {
        // Rejects the first of many such lines at once.
        kindOfSection(section);
      }
      sections.push({ input, line, value: whole, whole, fields: new Map() });
      field = undefined;
    } else {
      throw wrongLine({ input, line }, `cannot be parsed: ${excerpt(whole)}`, whole);
    }
  }
  return sections;
}

function kindOfSection(section: Section): ListedKind {
  const { value, fields } = section;
  const kind = fields.has("ingress-zones")
    ? "policy"
    : fields.has("target")
      ? "zone"
      : fields.has("entries")
        ? "ipset"
        : "service";
  const missing = fieldsOf[kind].find((name) => !fields.has(name));
  if (missing !== undefined) {
    throw wrongLine(
      section,
      `begins the list of ${excerpt(value)} without the field ${missing}: the input is cut off, or not such a list`,
      value,
    );
  }
  return kind;
}

/** Returns the XML element of a section. */
function rootOf(section: Section, kind: ListedKind, table: string): XmlElement {
  const attributes: Record<string, string> = {};
  const children: XmlElement[] = [];
  for (const [name, values] of section.fields) {
    const [first, ...next] = values as [Line, ...Line[]];
    if (attributeFields.has(name)) {
      attributes[name] = first.value;
      continue;
    }
    const beyond = next[limits.firewalldFieldLines];
    if (beyond) {
      throw wrongLine(beyond, `exceeds the limit of ${limits.firewalldFieldLines} ${name}`, name);
    }
    for (const line of values.filter(({ value }) => value !== "")) {
      for (const element of fieldElements(name, line.value, originOf(line, table))) {
        children.push(element);
      }
    }
  }
  return { name: kind, attributes, children, origin: originOf(section, table) };
}

function originOf({ input, line, whole }: Line, table: string): Origin {
  return { input, line, text: originText(whole), table, chain: null };
}
