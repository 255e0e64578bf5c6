import { auditFirewall } from "../../../src/audit/audit-firewall.ts";
import { parseIptables } from "../../../src/parse/iptables/parse-iptables.ts";
import { auditTable } from "../../../src/render/tables/audit-table.ts";
import type { Work } from "../../support/measured.ts";

/** Prepares a firewall with a number of bans; the work audits it, and returns the length of the findings. */
const prepare: Work = (count) => {
  const bans = Array.from(
    { length: Number(count) },
    (_, index) => `-A INPUT -s 10.${index >> 8}.${index & 255}.7/32 -j DROP\n`,
  ).join("");
  const exposure = parseIptables(
    `*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n${bans}-A INPUT -p tcp -m multiport --dports 22,25,80,443,2083,2087 -j ACCEPT\nCOMMIT\n`,
  );
  return () => auditTable(auditFirewall(126, exposure)).rows.flat().join("").length;
};
export default prepare;
