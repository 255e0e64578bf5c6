import { fieldsOf } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import { commonPorts } from "../../net/port-set.ts";
import type { Direction, PortRange } from "../../net/types.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { checkName } from "./check-name.ts";
import { commentLines } from "./comment-lines.ts";
import { commentText, portComment } from "./comment-text.ts";
import { isWholeFamily, type PortGroup, portGroups } from "./port-groups.ts";
import { portLists } from "./port-lists.ts";
import {
  type ReadRuleOptions,
  type RuleOptions,
  readRuleOptions,
  ruleOptionNames,
} from "./rule-options.ts";

/**
 * How {@link renderIptables} and {@link renderIp6tables} write. Counters need no option: every rule has
 * them.
 */
export interface IptablesOptions extends RuleOptions {
  /**
   * Writes the chains `<chains>-IN` and `<chains>-OUT` in place of the whole table, to be loaded with
   * `--noflush` beside the rules of others: a letter, then letters, digits, `_` and `-`, 24
   * characters at most.
   */
  readonly chains?: string | undefined;
}

/**
 * Writes a policy for IPv4 as a file for `iptables-restore`: the whole `filter` table, or with
 * `chains` two chains of its own. {@link renderIp6tables} writes the file for IPv6; without it, a
 * server's IPv6 addresses stay as open as they were.
 *
 * @returns the file
 * @throws {@link index.InvalidOptionError} for a name that cannot be a chain's, and for other options
 *   that are not accepted
 * @throws {@link index.InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderIptables } from "cpanel-ports/render";
 *
 * const file = renderIptables(createPolicy(126, { services: ["ssh", "whm"], preferTls: true }));
 * file.includes("-A INPUT -p tcp -m multiport --dports 22,2087 -j ACCEPT\n"); // => true
 * ```
 */
export function renderIptables(policy: PolicyOrExposure, options: IptablesOptions = {}): string {
  return render(policy, options, {
    notes: iptablesNotes(),
    restore: "iptables-restore",
    command: "iptables",
    icmp: "icmp",
    hashlimit: "",
    isOfFamily: (source) => !source.includes(":"),
  });
}

/**
 * Writes a policy for IPv6 as a file for `ip6tables-restore`, as {@link renderIptables} does for
 * IPv4.
 *
 * @returns the file
 * @throws {@link index.InvalidOptionError} for a name that cannot be a chain's, and for other options
 *   that are not accepted
 * @throws {@link index.InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderIp6tables } from "cpanel-ports/render";
 *
 * const policy = createPolicy(126, { services: "ssh", allowFrom: { ssh: "2001:db8::/32" } });
 * renderIp6tables(policy).includes("-A INPUT -s 2001:db8::/32 -p tcp -m multiport --dports 22 -j ACCEPT\n"); // => true
 * ```
 */
export function renderIp6tables(policy: PolicyOrExposure, options: IptablesOptions = {}): string {
  return render(policy, options, {
    notes: ip6tablesNotes(),
    restore: "ip6tables-restore",
    command: "ip6tables",
    icmp: "ipv6-icmp",
    hashlimit: " --hashlimit-srcmask 64",
    isOfFamily: (source) => source.includes(":"),
  });
}

/**
 * What a file for `iptables-restore` cannot say of a policy.
 *
 * @returns a sentence for each
 *
 * @example
 * ```ts
 * import { iptablesNotes } from "cpanel-ports/render";
 *
 * iptablesNotes().length; // => 1
 * ```
 */
export function iptablesNotes(): readonly string[] {
  return Object.freeze(["iptables filters IPv4 alone: the file for ip6tables has IPv6"]);
}

/**
 * What a file for `ip6tables-restore` cannot say of a policy.
 *
 * @returns a sentence for each
 *
 * @example
 * ```ts
 * import { ip6tablesNotes } from "cpanel-ports/render";
 *
 * ip6tablesNotes().length; // => 1
 * ```
 */
export function ip6tablesNotes(): readonly string[] {
  return Object.freeze(["ip6tables filters IPv6 alone: the file for iptables has IPv4"]);
}

interface Family {
  readonly notes: readonly string[];
  readonly restore: string;
  readonly command: string;
  readonly icmp: string;
  /** What a limit of connections has beside its rate. */
  readonly hashlimit: string;
  readonly isOfFamily: (source: string) => boolean;
}

function render(policy: PolicyOrExposure, options: IptablesOptions, family: Family): string {
  const { chains } = fieldsOf("options", options, { chains: true, ...ruleOptionNames });
  checkPolicy(policy);
  const own =
    chains === undefined
      ? undefined
      : checkName(
          "chains",
          chains,
          /^[A-Za-z][\w-]{0,23}$/,
          "a letter, then letters, digits, _ and -, 24 characters at most",
        );
  const style = readRuleOptions(policy, options, 29);
  const { inbound, outbound } = policy.defaults;
  const target = { accept: "ACCEPT", drop: "DROP" } as const;
  const input = own === undefined ? "INPUT" : `${own}-IN`;
  const output = own === undefined ? "OUTPUT" : `${own}-OUT`;
  const last = (chain: string, action: "accept" | "drop") =>
    action === "drop"
      ? [...logRules(chain, style), ...(own === undefined ? [] : [`-A ${chain} -j DROP`])]
      : [];
  return [
    ...commentLines(policy, family.notes),
    ...usage(own, family, outbound === "drop"),
    "*filter",
    ...(own === undefined
      ? [
          `:INPUT ${target[inbound]} [0:0]`,
          ":FORWARD ACCEPT [0:0]",
          `:OUTPUT ${target[outbound]} [0:0]`,
        ]
      : [`:${input} - [0:0]`, `:${output} - [0:0]`]),
    ...chainRules(policy, { chain: input, direction: "inbound", family, style }),
    ...last(input, inbound),
    ...(outbound === "drop"
      ? chainRules(policy, { chain: output, direction: "outbound", family, style })
      : []),
    ...last(output, outbound),
    "COMMIT",
    "",
  ].join("\n");
}

function usage(
  own: string | undefined,
  { restore, command }: Family,
  limitsOutbound: boolean,
): string[] {
  return own === undefined
    ? [`# ${restore} replaces the whole filter table with this file.`]
    : [
        `# Load with ${restore} --noflush, then once:`,
        `#   ${command} -I INPUT -j ${own}-IN`,
        ...(limitsOutbound ? [`#   ${command} -I OUTPUT -j ${own}-OUT`] : []),
      ];
}

/** What the rules of a chain are written with. */
interface ChainContext {
  readonly chain: string;
  readonly direction: Direction;
  readonly family: Family;
  readonly style: ReadRuleOptions;
}

function chainRules(policy: PolicyOrExposure, context: ChainContext): string[] {
  const { chain, direction, family } = context;
  const interfaceMatch = direction === "inbound" ? "-i" : "-o";
  const groups = portGroups(policy, direction);
  return [
    `-A ${chain} -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT`,
    `-A ${chain} -m conntrack --ctstate INVALID -j DROP`,
    `-A ${chain} ${interfaceMatch} lo -j ACCEPT`,
    `-A ${chain} -p ${family.icmp} -j ACCEPT`,
    ...(direction === "inbound" ? groups.flatMap((group) => rateRules(group, context)) : []),
    ...groups.flatMap((group) => acceptRules(policy, group, context)),
  ];
}

/**
 * Drops new SSH connections beyond the limit, counted for each address or IPv6 network by itself. The
 * name has the rate in it, because the kernel keeps that of a name that is in use.
 */
function rateRules({ protocol, sources, ports }: PortGroup, context: ChainContext): string[] {
  const { chain, family, style } = context;
  const { sshLimit } = style;
  const limited = sshLimit && protocol === "tcp" ? commonPorts(ports, sshLimit.ports) : [];
  if (sshLimit === undefined || limited.length === 0) {
    return [];
  }
  const { connections, per } = sshLimit;
  const rate = `${connections}/${per}`;
  return addressMatches(sources, context).flatMap((address) =>
    portLists(limited).map((list) =>
      [
        `-A ${chain}${address} -p tcp -m multiport --dports ${dports(list)} -m conntrack --ctstate NEW`,
        ` -m hashlimit --hashlimit-above ${rate} --hashlimit-burst ${connections}`,
        ` --hashlimit-mode srcip${family.hashlimit} --hashlimit-name ssh_${connections}_${per}`,
        `${commentMatch(`more than ${rate} new SSH connections`, style)} -j DROP`,
      ].join(""),
    ),
  );
}

function acceptRules(
  policy: PolicyOrExposure,
  { protocol, sources, ports }: PortGroup,
  context: ChainContext,
): string[] {
  const { chain, direction, style } = context;
  const lists = style.comments
    ? ports.map((range) => ({
        list: [range],
        comment: portComment(policy, direction, protocol, range),
      }))
    : portLists(ports).map((list) => ({ list, comment: "" }));
  return addressMatches(sources, context).flatMap((address) =>
    lists.map(
      ({ list, comment }) =>
        `-A ${chain}${address} -p ${protocol} -m multiport --dports ${dports(list)}${commentMatch(comment, style)} -j ACCEPT`,
    ),
  );
}

function logRules(chain: string, { logPrefix }: ReadRuleOptions): string[] {
  return logPrefix === undefined
    ? []
    : [
        `-A ${chain} -m limit --limit 10/minute --limit-burst 10 -j LOG --log-prefix "${logPrefix}"`,
      ];
}

/** The parts of rules about the other machine's address, one a rule; one that is empty for all machines. */
function addressMatches(
  sources: PortGroup["sources"],
  { direction, family }: ChainContext,
): readonly string[] {
  return sources === "any"
    ? [""]
    : sources
        .filter(family.isOfFamily)
        .map((source) =>
          isWholeFamily(source) ? "" : ` ${direction === "inbound" ? "-s" : "-d"} ${source}`,
        );
}

function commentMatch(comment: string, { comments }: ReadRuleOptions): string {
  const text = comments ? commentText(comment, 255) : "";
  return text === "" ? "" : ` -m comment --comment "${text.replace(/["\\]/g, "\\$&")}"`;
}

function dports(list: readonly PortRange[]): string {
  return list.map((range) => rangeText(range, ":")).join(",");
}
