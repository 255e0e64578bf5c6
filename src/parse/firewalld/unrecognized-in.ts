import { excerpt } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import type { DocumentKind } from "./document.ts";
import type { XmlElement } from "./read-xml.ts";
import type { Unrecognized } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** The attributes of an element. */
type Attributes = readonly [required: string, optional?: string];

type Elements = Readonly<Record<string, Attributes>>;

const common: Elements = {
  short: [""],
  description: [""],
  port: ["port protocol"],
  protocol: ["value"],
  "source-port": ["port protocol"],
};

const settings: Elements = {
  service: ["name"],
  "icmp-block": ["name"],
  masquerade: [""],
  "forward-port": ["port protocol", "to-port to-addr"],
  rule: ["", "family priority"],
};

/** The kinds of checked objects. */
type Kind = Exclude<DocumentKind, "direct"> | "rule";

/** The further elements of each kind of object: the object itself, and the elements within it. */
const own: Readonly<Record<Kind, Elements>> = {
  zone: {
    zone: ["", "version name immutable target ingress-priority egress-priority"],
    "icmp-block-inversion": [""],
    forward: [""],
    interface: ["name"],
    source: ["", "address mac ipset invert family"],
  },
  policy: {
    policy: ["target", "version priority"],
    "ingress-zone": ["name"],
    "egress-zone": ["name"],
  },
  service: {
    service: ["", "version name"],
    module: ["name"],
    destination: ["", "ipv4 ipv6"],
    include: ["service"],
    helper: ["name"],
  },
  ipset: {
    ipset: ["type", "version"],
    option: ["name", "value"],
    entry: [""],
  },
  rule: {
    source: ["", "address mac ipset invert family"],
    destination: ["", "address ipset invert"],
    "icmp-type": ["name"],
    "tcp-mss-clamp": ["", "value"],
    log: ["", "prefix level"],
    nflog: ["", "group prefix queue-size"],
    audit: [""],
    accept: [""],
    reject: ["", "type"],
    drop: [""],
    mark: ["set"],
    limit: ["value"],
  },
};

/** Returns the attributes of an element within an object or a rich rule; `undefined` for an unknown element. */
function attributesOf(kind: Kind, name: string): Attributes | undefined {
  const tables = [own[kind], common, ...(kind === "service" ? [] : [settings])];
  return tables.find((table) => Object.hasOwn(table, name))?.[name];
}

/**
 * Returns the elements and attributes of an object that firewalld 1.3.3 does not know, excluding its rich rules.
 *
 * @throws {@link InvalidConfigurationError} if an element lacks a required attribute
 */
export function unrecognizedIn(
  kind: Exclude<Kind, "rule">,
  root: XmlElement,
): readonly Unrecognized[] {
  const found: Unrecognized[] = [];
  check(root, kind, found);
  for (const element of root.children) {
    if (found.length <= limits.firewalldUnknowns) {
      check(element, kind, found);
    }
  }
  return found;
}

/**
 * Returns the elements and attributes of a rich rule that firewalld 1.3.3 does not know.
 *
 * @throws {@link InvalidConfigurationError} if an element lacks a required attribute
 */
export function unrecognizedInRule(rule: XmlElement): readonly Unrecognized[] {
  const found: Unrecognized[] = [];
  for (const child of rule.children) {
    check(child, "rule", found);
    for (const grandchild of child.children) {
      check(grandchild, "rule", found);
    }
  }
  return found;
}

function check(
  { name, attributes, origin }: XmlElement,
  within: Kind,
  found: Unrecognized[],
): void {
  const known = attributesOf(within, name);
  if (known === undefined) {
    found.push({ what: `element ${excerpt(name)}`, origin });
    return;
  }
  const [required, optional] = known.map(wordsOf);
  const missing = required?.find((each) => attributes[each] === undefined);
  if (missing !== undefined) {
    throw wrongLine(
      origin,
      `has an element ${name} without the attribute ${missing}, which firewalld requires`,
      name,
    );
  }
  for (const each of Object.keys(attributes)) {
    if (
      found.length <= limits.firewalldUnknowns &&
      !required?.includes(each) &&
      !optional?.includes(each)
    ) {
      found.push({ what: `attribute ${excerpt(each)} of element ${name}`, origin });
    }
  }
}

function wordsOf(text = ""): readonly string[] {
  return text.split(" ").filter((each) => each !== "");
}
