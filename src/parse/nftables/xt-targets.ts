import { excerpt } from "../../util/excerpt.ts";
import { undetermined, undeterminedBy } from "./outcomes.ts";
import type { Outcome } from "./ruleset.ts";

/** Non-terminating targets of iptables. */
const goingOn: ReadonlySet<string> = new Set([
  ..."AUDIT CHECKSUM CLASSIFY CONNMARK CONNSECMARK DSCP ECN HL IDLETIMER LED LOG MARK NFLOG".split(
    " ",
  ),
  ..."RATEEST SECMARK SET TCPMSS TCPOPTSTRIP TEE TOS TRACE TTL ULOG".split(" "),
]);

/** The outcomes of other targets, as far as their names determine them. */
const targets: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ["DNAT", undeterminedBy("dnat")],
  ["MASQUERADE", { kind: "accept" }],
  ["REDIRECT", undeterminedBy("redirect")],
  ["REJECT", { kind: "drop" }],
  ["SNAT", { kind: "accept" }],
  ["TPROXY", undeterminedBy("tproxy")],
]);

/** Returns the outcome of an iptables target, of which nft prints only the name. */
export function xtTarget(name: string): Outcome {
  return goingOn.has(name)
    ? { kind: "none" }
    : (targets.get(name) ?? undetermined(`unsupported iptables target ${excerpt(name)}`));
}
