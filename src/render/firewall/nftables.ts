import { rangeText } from "../../net/port-range.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { checkName } from "./check-name.ts";
import { commentLines } from "./comment-lines.ts";
import { type PortGroup, portGroups, wholeFamily } from "./port-groups.ts";

/** How {@link renderNftables} writes. */
export interface NftablesOptions {
  /**
   * The name of the table, `cpanel_ports` where left out: a letter, then letters, digits and `_`, at
   * least one `_`, and 32 characters at most.
   */
  readonly table?: string | undefined;
}

/**
 * Writes a policy as a script for `nft -f`: one table of its own for IPv4 and IPv6, which replaces
 * itself in one step when it is loaded again and leaves every other table alone. An accept here does
 * not undo a drop in another table.
 *
 * @returns the script
 * @throws {@link index.InvalidOptionError} for a name that cannot be a table's
 * @throws {@link index.InvalidPolicyError} for a policy with rules that are none
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderNftables } from "cpanel-ports/render";
 *
 * const script = renderNftables(createPolicy(126, { services: ["ssh", "whm"], preferTls: true }));
 * script.includes("elements = { 22, 2087 }"); // => true
 * ```
 */
export function renderNftables(policy: PolicyOrExposure, options: NftablesOptions = {}): string {
  const table = checkName(
    "table",
    options.table ?? "cpanel_ports",
    // Every keyword of nft is without an underscore.
    /^(?=.*_)[A-Za-z]\w{1,31}$/,
    "a letter, then letters, digits and _, at least one _, 32 characters at most",
  );
  checkPolicy(policy);
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
    ...namedSets("inbound", inbound),
    ...(limitsOutbound ? namedSets("outbound", outbound) : []),
    ...chain("input", policy.defaults.inbound, "inbound", inbound),
    ...(limitsOutbound ? chain("output", "drop", "outbound", outbound) : []),
    "}",
    "",
  ].join("\n");
}

function namedSets(name: string, groups: readonly PortGroup[]): string[] {
  return groups
    .filter(({ sources }) => sources === "any")
    .flatMap(({ protocol, ports }) => [
      `\tset ${name}_${protocol} {`,
      "\t\ttype inet_service",
      "\t\tflags interval",
      "\t\tauto-merge",
      `\t\telements = { ${ports.map((range) => rangeText(range)).join(", ")} }`,
      "\t}",
    ]);
}

function chain(
  hook: "input" | "output",
  policy: "accept" | "drop",
  set: "inbound" | "outbound",
  groups: readonly PortGroup[],
): string[] {
  return [
    `\tchain ${hook} {`,
    `\t\ttype filter hook ${hook} priority filter; policy ${policy};`,
    "\t\tct state vmap { established : accept, related : accept, invalid : drop }",
    `\t\t${set === "inbound" ? "iif" : "oif"} "lo" accept`,
    "\t\tmeta l4proto { icmp, ipv6-icmp } accept",
    ...groups.flatMap((group) =>
      group.sources === "any"
        ? [`\t\t${group.protocol} dport @${set}_${group.protocol} accept`]
        : limitedRules(group, group.sources, set === "inbound" ? "saddr" : "daddr"),
    ),
    "\t}",
  ];
}

function limitedRules(
  { protocol, ports }: PortGroup,
  sources: readonly string[],
  field: "daddr" | "saddr",
): string[] {
  const match = `${protocol} dport { ${ports.map((range) => rangeText(range)).join(", ")} } accept`;
  return allFamilies.flatMap((family) => {
    const networks = sources.filter((each) => each.includes(":") === (family === "ipv6"));
    if (networks.length === 0) {
      return [];
    }
    const who = networks.includes(wholeFamily[family])
      ? `meta nfproto ${family}`
      : `${family === "ipv4" ? "ip" : "ip6"} ${field} { ${networks.join(", ")} }`;
    return [`\t\t${who} ${match}`];
  });
}
