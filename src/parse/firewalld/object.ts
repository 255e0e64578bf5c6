import { InvalidConfigurationError } from "../../errors.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { TextNotes } from "../notes.ts";
import type { XmlElement } from "./xml.ts";

/** What files of firewalld and lists of `firewall-cmd` hold that is read. */
export type FirewalldKind = "policy" | "service" | "zone";

/** A zone, a policy object or a service, in the elements of its XML whatever it was read from. */
export interface FirewalldObject {
  readonly kind: FirewalldKind;
  /** `undefined` for one from a file, which does not have its name within it. */
  readonly name: string | undefined;
  /** Whether it is from a list, which says everything: also the interfaces that others assigned. */
  readonly isListed: boolean;
  /** Whether the text says that it is the default zone. */
  readonly isDefault: boolean;
  readonly root: XmlElement;
  readonly elements: (name: string) => readonly XmlElement[];
  /** What firewalld 1.3.3 does not know, with its line. */
  readonly strange: readonly { readonly line: number; readonly what: string }[];
  readonly notes: TextNotes;
}

/** The attributes of an element: those that it must have, and others. */
type Attributes = readonly [required: string, optional?: string];

const common: Readonly<Record<string, Attributes>> = {
  short: [""],
  description: [""],
  port: ["port protocol"],
  protocol: ["value"],
  "source-port": ["port protocol"],
};

const settings: Readonly<Record<string, Attributes>> = {
  ...common,
  service: ["name"],
  "icmp-block": ["name"],
  masquerade: [""],
  "forward-port": ["port protocol", "to-port to-addr"],
  rule: ["", "family priority"],
};

/** What each kind of object has: itself, and the elements within it. */
const known: Readonly<Record<FirewalldKind, Readonly<Record<string, Attributes>>>> = {
  zone: {
    ...settings,
    zone: ["", "version name immutable target ingress-priority egress-priority"],
    "icmp-block-inversion": [""],
    forward: [""],
    interface: ["name"],
    source: ["", "address mac ipset invert family"],
  },
  policy: {
    ...settings,
    policy: ["target", "version priority"],
    "ingress-zone": ["name"],
    "egress-zone": ["name"],
  },
  service: {
    ...common,
    service: ["", "version name"],
    module: ["name"],
    destination: ["", "ipv4 ipv6"],
    include: ["service"],
    helper: ["name"],
  },
};

const knownInRules: Readonly<Record<string, Attributes>> = {
  ...settings,
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
};

/** Tells of what kind an object with an outermost element is; `undefined` for none that is read. */
export function kindOf({ name }: XmlElement): FirewalldKind | undefined {
  return name === "policy" || name === "service" || name === "zone" ? name : undefined;
}

/** So many elements that are not understood are named. */
const most = 20;

/**
 * Takes the elements of an object.
 *
 * @throws {@link InvalidConfigurationError} for an element without an attribute that it must have
 */
export function firewalldObject(
  kind: FirewalldKind,
  root: XmlElement,
  notes: TextNotes,
  list: { readonly name: string; readonly isDefault: boolean } | undefined,
): FirewalldObject {
  const strange: { line: number; what: string }[] = [];
  check(root, known[kind], strange);
  const byName = new Map<string, XmlElement[]>();
  for (const element of root.children) {
    const others = byName.get(element.name);
    if (others) {
      others.push(element);
    } else {
      byName.set(element.name, [element]);
    }
    if (strange.length <= most) {
      check(element, known[kind], strange);
    }
  }
  return {
    kind,
    name: list?.name,
    isListed: list !== undefined,
    isDefault: list?.isDefault ?? false,
    root,
    elements: (name) => byName.get(name) ?? [],
    strange,
    notes,
  };
}

/** What of a rich rule and the elements within it firewalld 1.3.3 does not know. */
export function strangeInRule(rule: XmlElement): readonly string[] {
  const strange: { line: number; what: string }[] = [];
  for (const child of rule.children) {
    check(child, knownInRules, strange);
    for (const grandchild of child.children) {
      check(grandchild, knownInRules, strange);
    }
  }
  return strange.map(({ what }) => what);
}

function check(
  { name, attributes, line }: XmlElement,
  elements: Readonly<Record<string, Attributes>>,
  strange: { line: number; what: string }[],
): void {
  if (!Object.hasOwn(elements, name)) {
    strange.push({ line, what: `the element ${excerpt(name)}` });
    return;
  }
  const [required, optional] = (elements[name] as Attributes).map(wordsOf);
  const missing = required?.find((each) => attributes[each] === undefined);
  if (missing !== undefined) {
    throw new InvalidConfigurationError(
      `line ${line} has the element ${name} without the attribute ${missing}, which firewalld does not take; expected a ${name} with ${required?.join(" and ")}`,
      name,
      line,
    );
  }
  for (const each of Object.keys(attributes)) {
    if (strange.length <= most && !required?.includes(each) && !optional?.includes(each)) {
      strange.push({ line, what: `the attribute ${excerpt(each)} of the element ${name}` });
    }
  }
}

function wordsOf(text = ""): readonly string[] {
  return text.split(" ").filter((each) => each !== "");
}
