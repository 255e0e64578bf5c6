/**
 * Firewalls in, data out: what a firewall lets through, as a policy that can be compared.
 *
 * @module parse
 */

export { type ParseApfOptions, parseApf } from "./apf.ts";
export { type ParseCsfOptions, parseCsf } from "./csf.ts";
export { detectFirewall, type FirewallFormat } from "./detect-firewall.ts";
export { type ParseFirewalldOptions, parseFirewalld } from "./firewalld.ts";
export { type ParseIptablesOptions, parseIptables } from "./iptables.ts";
export { parseListeners } from "./listeners.ts";
export type { ParseOptions } from "./match-builder.ts";
export { parseNftables } from "./nftables.ts";
export type { ParsedFirewall, ParseNote, Texts } from "./types.ts";
export { parseUfw } from "./ufw.ts";
