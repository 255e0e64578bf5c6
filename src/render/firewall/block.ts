import { InvalidOptionError } from "../../errors.ts";
import { type Network, parseRemoteNetwork } from "../../net/network.ts";
import { quote } from "../../util/quote.ts";
import { checkFormat } from "../check-format.ts";

/** A firewall for which {@link renderBlock} writes commands. */
export type BlockFormat = "nftables" | "iptables" | "firewalld" | "csf";

/**
 * Writes the commands, for a shell, that drop everything that comes from an address or a network.
 *
 * For nftables, the rule goes into the table `cpanel_ports` that `renderNftables` writes, before its
 * other rules. For nftables and iptables it holds until the rules are loaded anew, and ends
 * connections that exist; firewalld lets those go on, and its rule is in the default zone. CSF lets
 * in what `csf.allow` has, whatever it blocks.
 *
 * @param address - an IPv4 or IPv6 address, or a network in CIDR notation; without brackets
 * @param format - the firewall: `nftables`, `iptables`, `firewalld` or `csf`
 * @returns the commands, a line each
 * @throws {@link index.InvalidOptionError} for what is no address, network or format
 *
 * @example
 * ```ts
 * import { renderBlock } from "cpanel-ports/render";
 *
 * renderBlock("198.51.100.1", "nftables"); // => "nft insert rule inet cpanel_ports input ip saddr 198.51.100.1 drop\n"
 * renderBlock("2001:DB8:0::/32", "iptables"); // => "ip6tables -I INPUT -s 2001:db8::/32 -j DROP\n"
 * ```
 */
export function renderBlock(address: string, format: BlockFormat): string {
  const network = parseRemoteNetwork(address);
  if (typeof network === "string") {
    throw new InvalidOptionError(`address is ${quote(address)}`, {
      field: "address",
      input: address,
      expected: network,
    });
  }
  checkFormat(format, commands);
  return commands[format](network);
}

const commands: Readonly<Record<BlockFormat, (network: Network) => string>> = {
  nftables: ({ bits, text }) =>
    `nft insert rule inet cpanel_ports input ${bits === 32 ? "ip" : "ip6"} saddr ${text} drop\n`,
  iptables: ({ bits, text }) =>
    `${bits === 32 ? "iptables" : "ip6tables"} -I INPUT -s ${text} -j DROP\n`,
  firewalld: ({ bits, text }) =>
    `firewall-cmd --permanent --add-rich-rule='rule family="${bits === 32 ? "ipv4" : "ipv6"}" source address="${text}" drop'\nfirewall-cmd --reload\n`,
  csf: ({ text }) => `csf --deny ${text}\n`,
};
