import type { TextNotes } from "./notes.ts";
import type { XmlElement } from "./xml.ts";

/** A zone or a policy object of firewalld, as its XML and the lists of `firewall-cmd` both say it. */
export interface Block {
  readonly kind: "policy" | "zone";
  /** `undefined` for one from a file, whose name is not in it. */
  readonly name: string | undefined;
  /** Whether it is the default zone, as far as the text tells. */
  readonly isDefault: boolean;
  readonly target: string;
  /** Of a policy object: below 0 before the zones, above 0 after them. */
  readonly priority: number;
  readonly interfaces: readonly string[];
  readonly sources: readonly string[];
  readonly ingressZones: readonly string[];
  readonly egressZones: readonly string[];
  readonly services: readonly string[];
  /** As `22/tcp` or `49152-65534/udp`. */
  readonly ports: readonly string[];
  readonly sourcePorts: readonly string[];
  readonly protocols: readonly string[];
  /** The ports that are sent elsewhere. */
  readonly forwardPorts: readonly string[];
  readonly richRules: readonly RichRule[];
  readonly line: number;
  readonly notes: TextNotes;
}

/** A rich rule. */
export interface RichRule {
  readonly line: number;
  readonly priority: number;
  readonly family: string | undefined;
  readonly source: RichAddress | undefined;
  readonly destination: RichAddress | undefined;
  readonly element: RichElement | undefined;
  /** `none` for one that only writes a log, or that does something else than let in or keep out. */
  readonly action: "accept" | "drop" | "none";
  /** Whether the action holds up to a rate alone. */
  readonly isLimited: boolean;
}

/** An end of a connection in a rich rule; the address is `undefined` for a set or a MAC address. */
export interface RichAddress {
  readonly address: string | undefined;
  readonly invert: boolean;
}

/** What a rich rule is for. */
interface RichElement {
  readonly kind: "forward-port" | "other" | "port" | "protocol" | "service" | "source-port";
  /** A name, or a port as `22/tcp`. */
  readonly value: string;
}

const booleans: ReadonlySet<string> = new Set(["1", "on", "true", "yes"]);

/** Reads the XML of a zone or a policy object. */
export function readBlockXml(root: XmlElement, notes: TextNotes): Block {
  const { attributes, children, line } = root;
  const named = (name: string) =>
    children.filter((each) => each.name === name).map((each) => each.attributes);
  const ports = (name: string) => named(name).map(({ port, protocol }) => `${port}/${protocol}`);
  const names = (name: string) => named(name).map((each) => String(each.name));
  return {
    kind: root.name === "zone" ? "zone" : "policy",
    name: undefined,
    isDefault: false,
    target: attributes.target ?? (root.name === "zone" ? "default" : "CONTINUE"),
    priority: Number(attributes.priority ?? -1),
    interfaces: names("interface"),
    sources: named("source").map(({ address, ipset, mac }) => address ?? `${ipset ?? mac}`),
    ingressZones: names("ingress-zone"),
    egressZones: names("egress-zone"),
    services: names("service"),
    ports: ports("port"),
    sourcePorts: ports("source-port"),
    protocols: named("protocol").map(({ value }) => String(value)),
    forwardPorts: ports("forward-port"),
    richRules: children.filter((each) => each.name === "rule").map(richRuleOfXml),
    line,
    notes,
  };
}

function richRuleOfXml({ attributes, children, line }: XmlElement): RichRule {
  const parts = children.map((each) => ({
    name: each.name,
    attributes: each.attributes,
    isLimited: each.children.some(({ name }) => name === "limit"),
  }));
  return richRule(attributes, parts, line);
}

/** A word of a rich rule with its attributes. */
interface RichPart {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly isLimited: boolean;
}

function richRule(
  { family, priority }: Readonly<Record<string, string>>,
  parts: readonly RichPart[],
  line: number,
): RichRule {
  const find = (...names: string[]) => parts.find(({ name }) => names.includes(name));
  const address = (part: RichPart | undefined): RichAddress | undefined =>
    part && {
      address: part.attributes.address,
      invert: booleans.has((part.attributes.invert ?? "").toLowerCase()),
    };
  const action = find("accept", "reject", "drop", "mark");
  const element = parts.find(
    ({ name }) =>
      ![
        "accept",
        "audit",
        "destination",
        "drop",
        "log",
        "mark",
        "nflog",
        "reject",
        "source",
      ].includes(name),
  );
  return {
    line,
    priority: Number(priority ?? 0),
    family,
    source: address(find("source")),
    destination: address(find("destination")),
    element: element && richElement(element),
    action:
      action?.name === "accept"
        ? "accept"
        : action?.name === "drop" || action?.name === "reject"
          ? "drop"
          : "none",
    isLimited: action?.isLimited ?? false,
  };
}

function richElement({ name, attributes }: RichPart): RichElement {
  const port = `${attributes.port}/${attributes.protocol}`;
  switch (name) {
    case "service":
      return { kind: name, value: String(attributes.name) };
    case "port":
    case "source-port":
    case "forward-port":
      return { kind: name, value: port };
    case "protocol":
      return { kind: name, value: String(attributes.value) };
    default:
      return { kind: "other", value: name };
  }
}

/** Reads `rule family="ipv4" source address="192.0.2.1" port port="22" protocol="tcp" accept`. */
export function readRichRule(text: string, line: number): RichRule {
  const rule: Record<string, string> = {};
  const parts: { name: string; attributes: Record<string, string>; isLimited: boolean }[] = [];
  for (const [, key, quoted, plain, word] of text.matchAll(
    /([a-z-]+)=(?:"([^"]*)"|(\S+))|(\S+)/g,
  )) {
    const last = parts.at(-1);
    if (key !== undefined) {
      // The value of a limit belongs to no part that decides.
      (last?.attributes ?? rule)[key] ??= quoted ?? (plain as string);
    } else if (word === "limit") {
      if (last) {
        last.isLimited = true;
      }
    } else if ((word === "NOT" || word === "not") && last) {
      last.attributes.invert = "yes";
    } else if (word !== undefined && word !== "rule") {
      parts.push({ name: word, attributes: {}, isLimited: false });
    }
  }
  return richRule(rule, parts, line);
}
