import { rangeText } from "../../net/port-range.ts";
import type { PortRange } from "../../net/types.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { checkName } from "./check-name.ts";
import { commentLines } from "./comment-lines.ts";
import { isWholeFamily, type PortGroup, portGroups } from "./port-groups.ts";
import { portLists } from "./port-lists.ts";

/** How {@link renderIptables} and {@link renderIp6tables} write. */
export interface IptablesOptions {
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
 * @throws {@link index.InvalidOptionError} for a name that cannot be a chain's
 * @throws {@link index.InvalidPolicyError} for a policy with rules that are none
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
    isOfFamily: (source) => !source.includes(":"),
  });
}

/**
 * Writes a policy for IPv6 as a file for `ip6tables-restore`, as {@link renderIptables} does for
 * IPv4.
 *
 * @returns the file
 * @throws {@link index.InvalidOptionError} for a name that cannot be a chain's
 * @throws {@link index.InvalidPolicyError} for a policy with rules that are none
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
  readonly isOfFamily: (source: string) => boolean;
}

function render(policy: PolicyOrExposure, { chains }: IptablesOptions, family: Family): string {
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
  const { inbound, outbound } = policy.defaults;
  const target = { accept: "ACCEPT", drop: "DROP" } as const;
  const input = own === undefined ? "INPUT" : `${own}-IN`;
  const output = own === undefined ? "OUTPUT" : `${own}-OUT`;
  const last = (chain: string, action: "accept" | "drop") =>
    own !== undefined && action === "drop" ? [`-A ${chain} -j DROP`] : [];
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
    ...chainRules(input, "-i", family, portGroups(policy, "inbound")),
    ...last(input, inbound),
    ...(outbound === "drop"
      ? chainRules(output, "-o", family, portGroups(policy, "outbound"))
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

function chainRules(
  chain: string,
  interfaceMatch: "-i" | "-o",
  { icmp, isOfFamily }: Family,
  groups: readonly PortGroup[],
): string[] {
  return [
    `-A ${chain} -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT`,
    `-A ${chain} -m conntrack --ctstate INVALID -j DROP`,
    `-A ${chain} ${interfaceMatch} lo -j ACCEPT`,
    `-A ${chain} -p ${icmp} -j ACCEPT`,
    ...groups.flatMap(({ protocol, sources, ports }) =>
      (sources === "any"
        ? [""]
        : sources
            .filter(isOfFamily)
            .map((source) =>
              isWholeFamily(source) ? "" : ` ${interfaceMatch === "-i" ? "-s" : "-d"} ${source}`,
            )
      ).flatMap((source) =>
        portLists(ports).map(
          (list) =>
            `-A ${chain}${source} -p ${protocol} -m multiport --dports ${dports(list)} -j ACCEPT`,
        ),
      ),
    ),
  ];
}

function dports(list: readonly PortRange[]): string {
  return list.map((range) => rangeText(range, ":")).join(",");
}
