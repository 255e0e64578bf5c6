import { InvalidConfigurationError } from "../errors.ts";
import { type Block, readRichRule } from "./firewalld-block.ts";
import type { FirewalldService } from "./firewalld-service.ts";
import type { TextNotes } from "./notes.ts";
import { excerpt, linesOf } from "./read-text.ts";

/** What `firewall-cmd` printed of zones, policy objects and services. */
export interface FirewalldList {
  readonly blocks: readonly Block[];
  readonly services: ReadonlyMap<string, FirewalldService>;
}

/** What `firewall-cmd` says to somebody who asks for the default zone while others are in use. */
const advice =
  /^(?:You're performing an operation over default zone \('(.+)'\),|but your connections\/interfaces are in zone |You most likely need to use --zone=)/;

/** A heading, and what stands below it by its name. */
interface Section {
  readonly heading: string;
  readonly line: number;
  readonly fields: Map<string, { readonly text: string; readonly line: number }[]>;
}

/** Names that a list of `firewall-cmd` has. */
const fieldNames: ReadonlySet<string> = new Set([
  ...["target", "icmp-block-inversion", "interfaces", "sources", "services", "ports", "protocols"],
  ...["forward", "masquerade", "forward-ports", "source-ports", "icmp-blocks", "rich rules"],
  ...["priority", "ingress-zones", "egress-zones", "modules", "destination", "includes", "helpers"],
  ...["summary", "description", "ingress-priority", "egress-priority"],
]);

/**
 * Reads the lists.
 *
 * @throws {@link InvalidConfigurationError} for a line that is none of such a list
 */
export function readFirewalldList(text: string, notes: TextNotes): FirewalldList {
  const sections = readSections(text);
  const [, defaultZone] =
    linesOf(text)
      .map((line) => advice.exec(line))
      .find(Boolean) ?? [];
  const blocks: Block[] = [];
  const services = new Map<string, FirewalldService>();
  for (const section of sections) {
    const [name = ""] = section.heading.split(" ");
    if (section.fields.has("target")) {
      blocks.push(blockOf(section, name, name === defaultZone, notes));
    } else {
      const words = wordsOf(section);
      services.set(name, {
        ports: words("ports"),
        sourcePorts: words("source-ports"),
        protocols: words("protocols"),
        destinations: words("destination").map((each) => each.replace(/^ipv[46]:/, "")),
        includes: words("includes"),
      });
    }
  }
  return { blocks, services };
}

function readSections(text: string): readonly Section[] {
  const sections: Section[] = [];
  let field: { text: string; line: number }[] | undefined;
  for (const [index, content] of linesOf(text).entries()) {
    const line = index + 1;
    const last = sections.at(-1);
    const [, name = "", value = ""] = /^ {2}([a-z][a-z -]*):(?: (.*))?$/.exec(content) ?? [];
    if (content.trim() === "" || advice.test(content)) {
      continue;
    }
    if (fieldNames.has(name) && last) {
      field = [{ text: value, line }];
      last.fields.set(name, field);
    } else if (/^\s/.test(content) && field) {
      field.push({ text: content.trim(), line });
    } else if (/^[\w.-]+(?: \((?:default|active)(?:, active)?\))?$/.test(content)) {
      sections.push({ heading: content, line, fields: new Map() });
      field = undefined;
    } else {
      throw wrongList(line, content);
    }
  }
  const empty = sections.find(({ fields }) => !fields.has("ports"));
  if (empty) {
    throw wrongList(empty.line, empty.heading);
  }
  return sections;
}

function wrongList(line: number, content: string): InvalidConfigurationError {
  return new InvalidConfigurationError(
    `line ${line} is not understood: ${excerpt(content)}; expected XML of firewalld, or what firewall-cmd --list-all prints`,
    content,
    line,
  );
}

function wordsOf({ fields }: Section): (name: string) => readonly string[] {
  return (name) =>
    (fields.get(name) ?? [])
      .flatMap(({ text }) => text.split(/[\s,]+/))
      .filter((each) => each !== "");
}

function blockOf(section: Section, name: string, isDefault: boolean, notes: TextNotes): Block {
  const { fields, heading, line } = section;
  const words = wordsOf(section);
  const lines = (field: string) => (fields.get(field) ?? []).filter(({ text }) => text !== "");
  return {
    kind: fields.has("ingress-zones") ? "policy" : "zone",
    name,
    isDefault: isDefault || heading.includes("(default"),
    target: words("target")[0] ?? "default",
    priority: Number(words("priority")[0] ?? -1),
    interfaces: words("interfaces"),
    sources: words("sources"),
    ingressZones: words("ingress-zones"),
    egressZones: words("egress-zones"),
    services: [...new Set(words("services"))],
    ports: words("ports"),
    sourcePorts: words("source-ports"),
    protocols: words("protocols"),
    forwardPorts: lines("forward-ports").map(({ text }) => {
      const [, port = ""] = /port=([^:]*)/.exec(text) ?? [];
      const [, protocol = ""] = /proto=([^:]*)/.exec(text) ?? [];
      return `${port}/${protocol}`;
    }),
    richRules: lines("rich rules").map((each) => readRichRule(each.text, each.line)),
    line,
    notes,
  };
}
