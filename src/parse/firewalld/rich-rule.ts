import type { Family } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { strangeInRule } from "./object.ts";
import type { XmlElement } from "./xml.ts";

/** A rich rule. */
export interface RichRule {
  readonly line: number;
  /** `undefined` for what is none. */
  readonly priority: number | undefined;
  readonly family: Family | undefined;
  readonly source: XmlElement | undefined;
  readonly destination: XmlElement | undefined;
  /** What it is for: a service, a port, a protocol; `undefined` for everything. */
  readonly element: XmlElement | undefined;
  /** `undefined` for one that does nothing to connections, such as to write a log. */
  readonly action: "accept" | "drop" | undefined;
  /** Whether it rejects by a reset, which UDP does not have. */
  readonly isReset: boolean;
  /** Whether the action holds up to a rate alone. */
  readonly isLimited: boolean;
  /** Why firewalld may not take the rule, or may see something else in it. */
  readonly problems: readonly string[];
}

/** The types of rejection that firewalld takes. */
const rejections: Readonly<Record<Family, ReadonlySet<string | undefined>>> = {
  ipv4: new Set([
    ...["icmp-host-prohibited", "host-prohib", "icmp-net-unreachable", "net-unreach"],
    ...["icmp-host-unreachable", "host-unreach", "icmp-port-unreachable", "port-unreach"],
    ...["icmp-proto-unreachable", "proto-unreach", "icmp-net-prohibited", "net-prohib"],
    ...["tcp-reset", "tcp-rst", "icmp-admin-prohibited", "admin-prohib"],
  ]),
  ipv6: new Set([
    ...["icmp6-adm-prohibited", "adm-prohibited", "icmp6-no-route", "no-route"],
    ...["icmp6-addr-unreachable", "addr-unreach", "icmp6-port-unreachable", "port-unreach"],
    "tcp-reset",
  ]),
};

const logLevels: ReadonlySet<string> = new Set(
  "emerg alert crit error warning notice info debug".split(" "),
);

/** Reads a rich rule in the elements of XML. */
export function readRichRule(rule: XmlElement): RichRule {
  const { attributes, children, line } = rule;
  const all = (...names: string[]) => children.filter(({ name }) => names.includes(name));
  const [source, ...moreSources] = all("source");
  const [destination, ...moreDestinations] = all("destination");
  const [action, ...moreActions] = all("accept", "reject", "drop", "mark");
  const [log, ...moreLogs] = all("log", "nflog");
  const [audit, ...moreAudits] = all("audit");
  const known = [source, destination, action, log, audit];
  const more = [...moreSources, ...moreDestinations, ...moreActions, ...moreLogs, ...moreAudits];
  const [element, ...moreElements] = children.filter(
    (each) => !known.includes(each) && !more.includes(each),
  );
  const family = familyOf(attributes.family);
  const priority = readPriority(attributes.priority ?? "0");
  const type = action?.name === "reject" ? action.attributes.type : undefined;
  const problems: (string | false)[] = [
    ...strangeInRule(rule),
    ...[...more, ...moreElements].map(({ name }) => `another ${excerpt(name)}`),
    attributes.family !== undefined && family === undefined && "its family",
    family === undefined &&
      (source?.attributes.address !== undefined || destination !== undefined) &&
      "an address without a family",
    !isOneOf(source, "address", "mac", "ipset") && "its source",
    !isOneOf(destination, "address", "ipset") && "its destination",
    !(element || source || destination || priority !== 0) && "a rule for everything",
    type !== undefined && !(family && rejections[family].has(type)) && "the type of its rejection",
    log !== undefined && !isLog(log) && "its log",
    audit !== undefined && (action === undefined || action.name === "mark") && "its audit",
  ];
  return {
    line,
    priority,
    family,
    source,
    destination,
    element,
    action:
      action?.name === "accept"
        ? "accept"
        : action === undefined || action.name === "mark"
          ? undefined
          : "drop",
    isReset: type === "tcp-reset" || type === "tcp-rst",
    isLimited: action?.children.some(({ name }) => name === "limit") ?? false,
    problems: problems.filter((each) => each !== false),
  };
}

/** Reads the priority of a rich rule or a policy object; `undefined` for what is none. */
export function readPriority(text: string): number | undefined {
  const priority = /^-?\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(priority) <= 32768 ? priority : undefined;
}

/** Whether an end of connections is said in not more than one way. */
function isOneOf(end: XmlElement | undefined, ...names: readonly string[]): boolean {
  return end === undefined || names.filter((name) => end.attributes[name]).length === 1;
}

function isLog({ attributes: { level, prefix, group, "queue-size": size } }: XmlElement): boolean {
  return (
    (level === undefined || logLevels.has(level)) &&
    (prefix === undefined || (prefix !== "" && prefix.length < 128)) &&
    [group, size].every((each) => each === undefined || /^\d{1,5}$/.test(each))
  );
}

function familyOf(text: string | undefined): Family | undefined {
  return text === "ipv4" || text === "ipv6" ? text : undefined;
}

/** No rich rule is longer: the texts for logs are short. */
const longest = 4096;

/** A word of a rich rule, in which quoted parts may have spaces. */
const word = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+|\S/gs;

/**
 * Takes `rule family="ipv4" source address="192.0.2.1" port port="22" protocol="tcp" accept` apart, into
 * the elements that a file has.
 */
export function splitRichRule(text: string, line: number): XmlElement {
  const element = (name: string) => ({
    name,
    attributes: {} as Record<string, string>,
    children: [] as XmlElement[],
    line,
  });
  const [first = "", ...words] =
    text.length > longest ? [text] : [...text.matchAll(word)].map(([each]) => unquoted(each));
  const rule = element(first);
  let last = rule;
  for (const each of words) {
    const equals = each.indexOf("=");
    if (equals > 0) {
      last.attributes[each.slice(0, equals)] = each.slice(equals + 1);
    } else if (each === "NOT" || each === "not") {
      last.attributes.invert = "true";
    } else {
      const next = element(each);
      if (each === "limit") {
        last.children.push(next);
      } else {
        rule.children.push(next);
      }
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
