import type { Family } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { XmlElement } from "./read-xml.ts";
import type { RichRuleParts } from "./rich-rule-parts.ts";
import { unrecognizedInRule } from "./unrecognized-in.ts";

/** The reject types that firewalld accepts. */
const rejections: Readonly<Record<Family, ReadonlySet<string>>> = {
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

const logLevels: ReadonlySet<string> = new Set([
  "emerg",
  "alert",
  "crit",
  "error",
  "warning",
  "notice",
  "info",
  "debug",
]);

/** Returns the reasons why firewalld may refuse a rich rule or interpret it differently. */
export function richRuleProblems(rule: XmlElement, parts: RichRuleParts): readonly string[] {
  const { family, priority, source, destination, element, action, log, audit, more } = parts;
  const type = action?.name === "reject" ? action.attributes.type : undefined;
  const problems: readonly (string | false)[] = [
    ...unrecognizedInRule(rule).map(({ what }) => what),
    ...more.map(({ name }) => `a second ${excerpt(name)}`),
    rule.attributes.family !== undefined && family === undefined && "its family",
    family === undefined &&
      (source?.attributes.address !== undefined || destination !== undefined) &&
      "an address without a family",
    !isOneOf(source, "address", "mac", "ipset") && "its source",
    !isOneOf(destination, "address", "ipset") && "its destination",
    !(element || source || destination || priority !== 0) && "a rule that matches everything",
    type !== undefined && !(family && rejections[family].has(type)) && "its reject type",
    log !== undefined && !isLog(log) && "its log",
    audit !== undefined && (action === undefined || action.name === "mark") && "its audit",
  ];
  return problems.filter((each) => each !== false);
}

/** Returns whether an end of connections is stated in at most one way. */
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
