import { familyOf, type Network } from "../../net/network.ts";
import type { OneOrMany } from "../../util/one-or-many.ts";
import { checkFormat } from "../check-format.ts";
import { type BlockOptions, blockedNetworks } from "./blocked-networks.ts";
import { chained } from "./chained.ts";

/** A firewall that {@link renderBlock} can write commands for. */
export type BlockFormat = "nftables" | "iptables" | "firewalld" | "csf";

/**
 * Renders shell commands that drop all traffic from the given addresses. Comments explain what happens
 * to existing connections, how long the block lasts, and how to undo it. If a command fails, the
 * commands after it do not run. Running the commands again changes nothing.
 *
 * The block goes into a dedicated table, `cpanel_ports_block`, whose chain precedes other tables'
 * filter chains (nftables); to the top of `INPUT` (iptables); into the default zone (firewalld); or
 * into `csf.deny` (CSF).
 *
 * @param addresses - IPv4 and IPv6 addresses, and networks in CIDR notation; without brackets
 * @param format - the firewall: `nftables`, `iptables`, `firewalld` or `csf`
 * @param options - the addresses that must not be blocked, and whether to block them anyway
 * @returns the commands, below comments
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when an address, network or format is malformed; and,
 *   unless `force` is `true`, when the addresses exceed an IPv4 /4 or an IPv6 /16 in total, or include
 *   loopback, multicast, broadcast or link-local addresses or addresses of `keep`
 *
 * @example
 * ```ts
 * import { renderBlock } from "cpanel-ports/render";
 *
 * const commands = (text: string) => text.split("\n").filter((line) => !line.startsWith("#"));
 * const networks = ["198.51.100.1", "2001:DB8:0::/32"];
 * commands(renderBlock(networks, "iptables", { keep: "203.0.113.9" }))[1]; // => "iptables -w -I INPUT -s 198.51.100.1 -j DROP &&"
 * ```
 */
export function renderBlock(
  addresses: OneOrMany<string>,
  format: BlockFormat,
  options: BlockOptions = {},
): string {
  checkFormat(format, blockWriters);
  const { comments, commands, undo } = blockWriters[format](blockedNetworks(addresses, options));
  return [
    ...comments.map((line) => `# ${line}`),
    "# To undo:",
    ...undo.map((line) => `#   ${line}`),
    ...commands,
    "",
  ].join("\n");
}

/** A block for one firewall. */
interface Block {
  readonly comments: readonly string[];
  readonly commands: readonly string[];
  readonly undo: readonly string[];
}

/** The writers by format; also the command's list of formats. */
export const blockWriters: Readonly<Record<BlockFormat, (networks: readonly Network[]) => Block>> =
  {
    nftables: blockInNftables,
    iptables: blockInIptables,
    firewalld: blockInFirewalld,
    csf: blockInCsf,
  };

const nftablesTable = "inet cpanel_ports_block";

/**
 * Writes addresses and networks to separate sets. nft rejects overlapping intervals, so a network could
 * not be blocked after one of its addresses. auto-merge allows that, but nft 1.0.6 cannot undo it.
 */
function blockInNftables(networks: readonly Network[]): Block {
  const sets = (["ipv4", "ipv6"] as const).flatMap((family) =>
    (["addresses", "networks"] as const).map((kind) => ({
      name: `${family}_${kind}`,
      type: `type ${family}_addr;${kind === "networks" ? " flags interval;" : ""}`,
      field: family === "ipv4" ? "ip" : "ip6",
      elements: networks
        .filter((each) => familyOf(each) === family && isAddress(each) === (kind === "addresses"))
        .map(({ text }) => text)
        .join(", "),
    })),
  );
  const used = sets.filter(({ elements }) => elements !== "");
  return {
    comments: [
      "Drops all traffic from these addresses to this server, including existing connections. Traffic that the",
      `server forwards (to containers) is not affected. Table ${nftablesTable} precedes other tables`,
      "and survives when they are reloaded. Flushing the whole ruleset or rebooting removes it. To keep it, save",
      `the output of "nft list table ${nftablesTable}" to a file that is loaded at boot. Running this`,
      "again changes nothing. nft rejects a network that overlaps another one in the table: undo that one first.",
    ],
    commands: [
      "nft -f - << 'END'",
      `add table ${nftablesTable}`,
      ...sets.map(({ name, type }) => `add set ${nftablesTable} ${name} { ${type} }`),
      `add chain ${nftablesTable} input { type filter hook input priority filter - 10; policy accept; }`,
      `flush chain ${nftablesTable} input`,
      ...sets.map(
        ({ name, field }) => `add rule ${nftablesTable} input ${field} saddr @${name} drop`,
      ),
      ...used.map(({ name, elements }) => `add element ${nftablesTable} ${name} { ${elements} }`),
      "END",
    ],
    undo: used.map(
      ({ name, elements }) => `nft 'delete element ${nftablesTable} ${name} { ${elements} }'`,
    ),
  };
}

function blockInIptables(networks: readonly Network[]): Block {
  const rules = networks.map((each) => ({
    command: `${familyOf(each) === "ipv4" ? "iptables" : "ip6tables"} -w`,
    rule: `INPUT -s ${each.text} -j DROP`,
  }));
  return {
    comments: [
      "Drops all traffic from these addresses to this server, including existing connections. Traffic that the",
      "server forwards (to containers) is not affected. Each rule goes to the top of INPUT; running this again",
      "moves it back there. Reloading the rules or rebooting removes the block unless you save it first (with",
      "iptables-persistent: netfilter-persistent save).",
    ],
    commands: chained(
      rules.flatMap(({ command, rule }) => [
        `{ ${command} -D ${rule} 2> /dev/null || true; }`,
        `${command} -I ${rule}`,
      ]),
    ),
    undo: rules.map(({ command, rule }) => `${command} -D ${rule}`),
  };
}

function blockInFirewalld(networks: readonly Network[]): Block {
  const rules = networks.map(
    (each) => `'rule family="${familyOf(each)}" source address="${each.text}" drop'`,
  );
  const change = (action: "add" | "remove") =>
    rules.flatMap((rule) => [
      `firewall-cmd --permanent --${action}-rich-rule=${rule}`,
      `firewall-cmd --${action}-rich-rule=${rule}`,
    ]);
  return {
    comments: [
      "Drops new connections from these addresses in the default zone, even to ports that the zone opens.",
      "Existing connections continue until they end. The rules survive a reload and a reboot. If a rule already",
      "exists, firewalld only warns. Other zones are not affected: add --zone=NAME for their interfaces and sources.",
    ],
    commands: chained(change("add")),
    undo: change("remove"),
  };
}

/** Reads what CSF prints, because CSF exits with 0 even if it refuses. */
function blockInCsf(networks: readonly Network[]): Block {
  return {
    comments: [
      "Drops all traffic from and to these addresses, including existing connections, whatever the port lists allow.",
      "The addresses go into /etc/csf/csf.deny and survive a restart and a reboot, until the file has more than",
      "DENY_IP_LIMIT of them. An address already in the file stays unchanged. CSF refuses addresses that are in",
      'csf.allow or csf.ignore, and IPv6 addresses unless IPV6 = "1". With TESTING = "1" it blocks nothing.',
    ],
    commands: [
      `csf_deny() { csf --deny "$1" | awk '{ print } /^Adding|already in the deny file/ { done = 1 } END { exit !done }'; }`,
      ...chained(networks.map(({ text }) => `csf_deny ${text}`)),
    ],
    undo: networks.map(({ text }) => `csf --denyrm ${text}`),
  };
}

function isAddress({ first, last }: Network): boolean {
  return first === last;
}
