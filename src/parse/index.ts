/**
 * Parsers of firewall configurations: they return what a firewall lets through, as data that can be compared
 * with a policy.
 *
 * @module parse
 */

export { type ParseApfOptions, parseApf } from "./apf/parse-apf.ts";
export { checkConnection } from "./check/check-connection.ts";
export type {
  CheckOptions,
  Connection,
  ConnectionAnswer,
  ConnectionCheck,
  ConnectionFate,
  ConnectionVerdict,
} from "./check/types.ts";
export { type ParseCsfOptions, parseCsf } from "./csf/parse-csf.ts";
export { detectFirewall, type FirewallFormat } from "./detect.ts";
export { type ParseFirewalldOptions, parseFirewalld } from "./firewalld/parse-firewalld.ts";
export type { HostListKind, HostLists } from "./host-lists.ts";
export type { ParseIptablesOptions } from "./iptables/options.ts";
export { parseIptables } from "./iptables/parse-iptables.ts";
export { parseListeners } from "./listeners/parse-listeners.ts";
export { parseNftables } from "./nftables/parse-nftables.ts";
export { type ParseNmapOptions, parseNmap } from "./nmap/parse-nmap.ts";
export type { ParseServerOptions } from "./server-files/options.ts";
export { parseServer } from "./server-files/parse-server.ts";
export type { ParsedServer } from "./server-files/parsed-server.ts";
export type { ServerFile, ServerFiles } from "./server-files/server-file.ts";
export { isSshdConfig } from "./sshd/is-sshd-config.ts";
export { type ParseSshdOptions, parseSshd } from "./sshd/parse-sshd.ts";
export type { ParseOptions, Texts } from "./types.ts";
export { parseUfw } from "./ufw/parse-ufw.ts";
