import { familyOf, type Network } from "../../net/network.ts";
import type { OneOrMany } from "../../util/one-or-many.ts";
import { checkFormat } from "../check-format.ts";
import { type BlockOptions, blockedNetworks } from "./blocked-networks.ts";

/** A firewall for which {@link renderBlock} writes commands. */
export type BlockFormat = "nftables" | "iptables" | "firewalld" | "csf";

/**
 * Writes the commands, for a shell, that drop everything that comes from some addresses. Comments say
 * what becomes of connections that exist, how long the block lasts, and how to undo it. A command that
 * fails stops those after it, and running them again changes nothing.
 *
 * For nftables, the block is in a table of its own, `cpanel_ports_block`, whose chain comes before
 * those of other tables; for iptables, in rules at the top of `INPUT`; for firewalld, in the default
 * zone; for CSF, in `csf.deny`.
 *
 * @param addresses - IPv4 and IPv6 addresses, and networks in CIDR notation; without brackets
 * @param format - the firewall: `nftables`, `iptables`, `firewalld` or `csf`
 * @param options - which addresses to keep
 * @returns the commands, below comments
 * @throws {@link index.InvalidOptionError} for what is no address, network or format; and, without
 *   `force`, for more addresses than an IPv4 /4 or an IPv6 /16 has, for loopback, multicast, broadcast
 *   and link-local addresses, and for those of `keep`
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
    "# To undo it:",
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

/** The writers by format; the command takes its list of formats from here. */
export const blockWriters: Readonly<Record<BlockFormat, (networks: readonly Network[]) => Block>> =
  {
    nftables: blockInNftables,
    iptables: blockInIptables,
    firewalld: blockInFirewalld,
    csf: blockInCsf,
  };

const nftablesTable = "inet cpanel_ports_block";

/**
 * Addresses are in sets of their own: nft refuses overlapping intervals, so a network could not be
 * blocked after an address in it. With auto-merge it could, and nft 1.0.6 would not undo it.
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
      "Drops everything from these addresses to this server, connections that exist included. What the server",
      `forwards (to containers) goes on. The table ${nftablesTable} comes before the others, and stays when`,
      "they are reloaded. It is lost when the whole ruleset is flushed, and at a reboot: to keep it, write what",
      `"nft list table ${nftablesTable}" prints to a file that is loaded at boot. Running this again changes`,
      "nothing. nft refuses a network that overlaps another one of the table: undo that one first.",
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
      "Drops everything from these addresses to this server, connections that exist included. What the server",
      "forwards (to containers) goes on. Each rule goes before all others of INPUT; running this again moves it",
      "there. It is lost when the rules are reloaded, and at a reboot, unless they are saved: with",
      "iptables-persistent, by netfilter-persistent save.",
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
      "Drops new connections from these addresses in the default zone, before what the zone opens. Those that",
      "exist go on until they end. The rules last over a reload and a reboot; for a rule that is there,",
      "firewalld only warns. Interfaces and sources of other zones are not blocked: add --zone=NAME for those.",
    ],
    commands: chained(change("add")),
    undo: change("remove"),
  };
}

/** CSF exits with 0 also if it refuses, so what it prints has to be read. */
function blockInCsf(networks: readonly Network[]): Block {
  return {
    comments: [
      "Drops everything from these addresses and to them, connections that exist included, before the lists of",
      "ports. They go into /etc/csf/csf.deny, and last over a restart and a reboot, until there are more than",
      "DENY_IP_LIMIT. An address that is there already stays as it is. CSF refuses addresses of csf.allow and",
      'csf.ignore, and IPv6 without IPV6 = "1"; with TESTING = "1" it blocks nothing.',
    ],
    commands: [
      `csf_deny() { csf --deny "$1" | awk '{ print } /^Adding|already in the deny file/ { done = 1 } END { exit !done }'; }`,
      ...chained(networks.map(({ text }) => `csf_deny ${text}`)),
    ],
    undo: networks.map(({ text }) => `csf --denyrm ${text}`),
  };
}

/** Joins commands so that one that fails stops those after it, without ending the shell. */
function chained(commands: readonly string[]): readonly string[] {
  return commands.map((command, index) =>
    index < commands.length - 1 ? `${command} &&` : command,
  );
}

function isAddress({ first, last }: Network): boolean {
  return first === last;
}
