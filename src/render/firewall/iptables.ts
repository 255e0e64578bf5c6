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
 * The options of {@link renderIptables} and {@link renderIp6tables}. Counters need no option: every
 * iptables rule has them.
 */
export interface IptablesOptions extends RuleOptions {
  /**
   * A prefix: renders the chains `<chains>-IN` and `<chains>-OUT` instead of the whole table, to be
   * loaded with `--noflush` in addition to existing rules. At most 24 characters: a letter, then
   * letters, digits, `_` and `-`.
   */
  readonly chains?: string | undefined;
}

/**
 * Renders a policy for IPv4 as a file for `iptables-restore`: the whole `filter` table, or with
 * `chains` two dedicated chains. {@link renderIp6tables} renders the file for IPv6; without that file,
 * IPv6 access does not change.
 *
 * @param policy - a policy or an exposure
 * @param options - the chain prefix, comments, logging and rate limit
 * @returns the content of the file
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when an option is unknown or its value is not accepted
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
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
 * Renders a policy for IPv6 as a file for `ip6tables-restore`, as {@link renderIptables} does for
 * IPv4.
 *
 * @param policy - a policy or an exposure
 * @param options - the chain prefix, comments, logging and rate limit
 * @returns the content of the file
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when an option is unknown or its value is not accepted
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
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
 * Lists what a file for `iptables-restore` cannot express about a policy.
 *
 * @returns one sentence per limitation
 *
 * @example
 * ```ts
 * import { iptablesNotes } from "cpanel-ports/render";
 *
 * iptablesNotes().length; // => 1
 * ```
 */
export function iptablesNotes(): readonly string[] {
  return Object.freeze(["iptables filters only IPv4: load the ip6tables file for IPv6"]);
}

/**
 * Lists what a file for `ip6tables-restore` cannot express about a policy.
 *
 * @returns one sentence per limitation
 *
 * @example
 * ```ts
 * import { ip6tablesNotes } from "cpanel-ports/render";
 *
 * ip6tablesNotes().length; // => 1
 * ```
 */
export function ip6tablesNotes(): readonly string[] {
  return Object.freeze(["ip6tables filters only IPv6: load the iptables file for IPv4"]);
}

interface Family {
  readonly notes: readonly string[];
  readonly restore: string;
  readonly command: string;
  readonly icmp: string;
  /** The family's additional options of a rate limit. */
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
          "at most 24 characters: a letter, then letters, digits, _ and -",
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
          // The load removes the rules that protect containers.
          ":FORWARD DROP [0:0]",
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
    ? [
        `# Loading this file with ${restore} replaces the whole filter table, including the rules of fail2ban and`,
        "# Docker: restart these programs afterwards. Until then, the server forwards nothing, so no container is",
        "# reachable. To keep the rules of other programs, use the option chains instead.",
      ]
    : [
        `# Load with ${restore} --noflush. Then call the chains, after your own rules:`,
        ...[`INPUT -j ${own}-IN`, ...(limitsOutbound ? [`OUTPUT -j ${own}-OUT`] : [])].map(
          (jump) => `#   ${command} -C ${jump} 2> /dev/null || ${command} -A ${jump}`,
        ),
      ];
}

/** The chain that rules belong to, and how they are written. */
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
 * Drops new SSH connections beyond the limit, counted separately for each IPv4 address or IPv6 network.
 * The hashlimit name includes the rate, because the kernel keeps the old rate of a name in use.
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

/** Returns the address match of each rule; one empty match for all remote addresses. */
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
