import { fieldsOf } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import { commonPorts } from "../../net/port-set.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Direction, Family, PortRange } from "../../net/types.ts";
import { wholeFamily } from "../../net/whole-family.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { checkName } from "./check-name.ts";
import { commentLines } from "./comment-lines.ts";
import { commentText, portComment } from "./comment-text.ts";
import { type PortGroup, portGroups } from "./port-groups.ts";
import { readFlag } from "./read-flag.ts";
import {
  type RateUnit,
  type ReadRuleOptions,
  type RuleOptions,
  readRuleOptions,
  ruleOptionNames,
  type SshLimit,
} from "./rule-options.ts";

/** The options of {@link renderNftables}. */
export interface NftablesOptions extends RuleOptions {
  /**
   * The name of the table; default: `cpanel_ports`. At most 32 characters: a letter, then letters,
   * digits and at least one `_`.
   */
  readonly table?: string | undefined;
  /** `true` counts packets and bytes of the port rules and of dropped traffic. */
  readonly counters?: boolean | undefined;
}

/**
 * Renders a policy as a script for `nft -f`: one dedicated table for IPv4 and IPv6. Loading the script
 * again replaces the table in one step. Other tables are not touched: an accept in this table does not
 * undo a drop in another one.
 *
 * @param policy - a policy or an exposure
 * @param options - the table name, comments, counters, logging and rate limit
 * @returns the script
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when an option is unknown or its value is not accepted
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderNftables } from "cpanel-ports/render";
 *
 * const policy = createPolicy(126, { services: ["ssh", "whm"], preferTls: true });
 * renderNftables(policy).includes("elements = { 22, 2087 }"); // => true
 * renderNftables(policy, { comments: true }).includes('tcp dport 22 accept comment "SSH"'); // => true
 * renderNftables(policy, { sshRate: "4/minute" }).includes("limit rate over 4/minute burst 4 packets } drop"); // => true
 * ```
 */
export function renderNftables(policy: PolicyOrExposure, options: NftablesOptions = {}): string {
  fieldsOf("options", options, { table: true, counters: true, ...ruleOptionNames });
  const table = checkName(
    "table",
    options.table ?? "cpanel_ports",
    // No nft keyword contains an underscore.
    /^(?=.*_)[A-Za-z]\w{1,31}$/,
    "at most 32 characters: a letter, then letters, digits and at least one _",
  );
  checkPolicy(policy);
  const style = {
    ...readRuleOptions(policy, options, 127),
    counters: readFlag("counters", options.counters),
  };
  const inbound = portGroups(policy, "inbound");
  const outbound = portGroups(policy, "outbound");
  const limitsOutbound = policy.defaults.outbound === "drop";
  return [
    "#!/usr/sbin/nft -f",
    ...commentLines(policy, []),
    "# An accept in this table does not undo a drop in another one.",
    `table inet ${table}`,
    `delete table inet ${table}`,
    `table inet ${table} {`,
    ...(style.comments ? [] : namedSets("inbound", inbound)),
    ...(limitsOutbound && !style.comments ? namedSets("outbound", outbound) : []),
    ...rateSets(style.sshLimit),
    ...chain(policy, "inbound", inbound, style),
    ...(limitsOutbound ? chain(policy, "outbound", outbound, style) : []),
    "}",
    "",
  ].join("\n");
}

/** The parts of rules besides ports and addresses. */
interface Style extends ReadRuleOptions {
  readonly counters: boolean;
}

function namedSets(name: string, groups: readonly PortGroup[]): string[] {
  return groups
    .filter(({ sources }) => sources === "any")
    .flatMap(({ protocol, ports }) => [
      `\tset ${name}_${protocol} {`,
      "\t\ttype inet_service",
      "\t\tflags interval",
      "\t\tauto-merge",
      `\t\telements = { ${portsText(ports)} }`,
      "\t}",
    ]);
}

/** After one unit of time, the limit of an address is fully restored and the set can forget the address. */
const timeouts: Readonly<Record<RateUnit, string>> = {
  second: "1s",
  minute: "1m",
  hour: "1h",
  day: "1d",
};

/** Writes the sets of addresses that open SSH connections; a full set lets connections in. */
function rateSets(limit: SshLimit | undefined): string[] {
  return limit === undefined
    ? []
    : allFamilies.flatMap((family) => [
        `\tset ssh_${family} {`,
        `\t\ttype ${family}_addr`,
        "\t\tsize 65535",
        "\t\tflags dynamic,timeout",
        `\t\ttimeout ${timeouts[limit.per]}`,
        "\t}",
      ]);
}

function chain(
  policy: PolicyOrExposure,
  direction: Direction,
  groups: readonly PortGroup[],
  style: Style,
): string[] {
  const [hook, interfaceField] = direction === "inbound" ? ["input", "iif"] : ["output", "oif"];
  const byDefault = policy.defaults[direction];
  return [
    `\tchain ${hook} {`,
    `\t\ttype filter hook ${hook} priority filter; policy ${byDefault};`,
    ...[
      "ct state vmap { established : accept, related : accept, invalid : drop }",
      `${interfaceField} "lo" accept`,
      "meta l4proto { icmp, ipv6-icmp } accept",
      ...(direction === "inbound" ? groups.flatMap((group) => rateRules(group, style)) : []),
      ...groups.flatMap((group) => acceptRules(policy, direction, group, style)),
      ...(byDefault === "drop" ? lastRules(style) : []),
    ].map((rule) => `\t\t${rule}`),
    "\t}",
  ];
}

/** Drops new SSH connections beyond the limit, counted separately for each IPv4 address or IPv6 network. */
function rateRules({ protocol, sources, ports }: PortGroup, style: Style): string[] {
  const { sshLimit } = style;
  const limited = sshLimit && protocol === "tcp" ? commonPorts(ports, sshLimit.ports) : [];
  if (sshLimit === undefined || limited.length === 0) {
    return [];
  }
  const { connections, per } = sshLimit;
  const limit = `limit rate over ${connections}/${per} burst ${connections} packets`;
  const address = { ipv4: "ip saddr", ipv6: "ip6 saddr & ffff:ffff:ffff:ffff::" };
  return familiesOf(sources).map((family) => {
    const match = `${addressMatch(family, "saddr", sources)}tcp dport { ${portsText(limited)} } ct state new`;
    const verdict = verdictText(
      "drop",
      `more than ${connections}/${per} new SSH connections`,
      style,
    );
    return `${match} update @ssh_${family} { ${address[family]} ${limit} } ${verdict}`;
  });
}

function acceptRules(
  policy: PolicyOrExposure,
  direction: Direction,
  { protocol, sources, ports }: PortGroup,
  style: Style,
): string[] {
  const field = direction === "inbound" ? "saddr" : "daddr";
  const matches = style.comments
    ? ports.map((range) => ({
        match: rangeText(range),
        comment: portComment(policy, direction, protocol, range),
      }))
    : [
        {
          match: sources === "any" ? `@${direction}_${protocol}` : `{ ${portsText(ports)} }`,
          comment: "",
        },
      ];
  const heads =
    sources === "any"
      ? [""]
      : familiesOf(sources).map((family) => addressMatch(family, field, sources));
  return heads.flatMap((head) =>
    matches.map(
      ({ match, comment }) =>
        `${head}${protocol} dport ${match} ${verdictText("accept", comment, style)}`,
    ),
  );
}

/** Logs and counts packets that reach the end of a chain, where they are dropped. */
function lastRules({ logPrefix, counters }: Style): string[] {
  return [
    ...(logPrefix === undefined
      ? []
      : [`limit rate 10/minute burst 10 packets log prefix "${logPrefix}" level info`]),
    ...(counters ? ["counter drop"] : []),
  ];
}

function verdictText(verdict: "accept" | "drop", comment: string, style: Style): string {
  const text = style.comments ? commentText(comment.replaceAll('"', "'"), 128) : "";
  return `${style.counters ? "counter " : ""}${verdict}${text === "" ? "" : ` comment "${text}"`}`;
}

function familiesOf(sources: PortGroup["sources"]): readonly Family[] {
  return allFamilies.filter((family) => sources === "any" || ofFamily(sources, family).length > 0);
}

function ofFamily(sources: readonly string[], family: Family): readonly string[] {
  return sources.filter((each) => each.includes(":") === (family === "ipv6"));
}

/** Returns the address match of a rule; empty for all remote addresses. */
function addressMatch(
  family: Family,
  field: "daddr" | "saddr",
  sources: PortGroup["sources"],
): string {
  if (sources === "any") {
    return "";
  }
  const networks = ofFamily(sources, family);
  return networks.includes(wholeFamily[family])
    ? `meta nfproto ${family} `
    : `${family === "ipv4" ? "ip" : "ip6"} ${field} { ${networks.join(", ")} } `;
}

function portsText(ports: readonly PortRange[]): string {
  return ports.map((range) => rangeText(range)).join(", ");
}
