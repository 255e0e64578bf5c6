import { excerpt } from "../../util/excerpt.ts";
import { undetermined, undeterminedBy } from "./outcomes.ts";
import type { Outcome } from "./ruleset.ts";

/** Targets of iptables after which a packet goes on to the next rule. */
const goingOn: ReadonlySet<string> = new Set([
  ..."AUDIT CHECKSUM CLASSIFY CONNMARK CONNSECMARK DSCP ECN HL IDLETIMER LED LOG MARK NFLOG".split(
    " ",
  ),
  ..."RATEEST SECMARK SET TCPMSS TCPOPTSTRIP TEE TOS TRACE TTL ULOG".split(" "),
]);

/** What other targets do, as far as their names alone tell. */
const targets: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ["DNAT", undeterminedBy("dnat")],
  ["MASQUERADE", { kind: "accept" }],
  ["REDIRECT", undeterminedBy("redirect")],
  ["REJECT", { kind: "drop" }],
  ["SNAT", { kind: "accept" }],
  ["TPROXY", undeterminedBy("tproxy")],
]);

/** Returns what a target of iptables does, of which nft has only the name. */
export function xtTarget(name: string): Outcome {
  return goingOn.has(name)
    ? { kind: "none" }
    : (targets.get(name) ?? undetermined(`unsupported iptables target ${excerpt(name)}`));
}
