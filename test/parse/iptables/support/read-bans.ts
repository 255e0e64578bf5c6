import { parseIptables } from "../../../../src/parse/iptables/parse-iptables.ts";
import type { Work } from "../../../support/measured.ts";

/**
 * Prepares rules that ban the given number of addresses; the work reads them and returns the number of addresses a
 * port is closed to.
 */
const prepare: Work = (count) => {
  const bans = Array.from(
    { length: Number(count) },
    (_, index) => `-A DENYIN -s 10.${index >> 8}.${index & 255}.7/32 ! -i lo -j LOGDROPIN\n`,
  ).join("");
  const text = `*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n:DENYIN - [0:0]\n:LOGDROPIN - [0:0]\n-A INPUT ! -i lo -j DENYIN\n${bans}-A LOGDROPIN -j DROP\nCOMMIT\n`;
  return () => parseIptables(text).rules[0]?.except.length;
};
export default prepare;
