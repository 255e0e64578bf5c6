import { checkPolicy } from "../policy/check-policy.ts";
import { shapeOf } from "../policy/shape.ts";
import { isPort } from "../util/is-port.ts";
import { rememberedIfFrozen } from "../util/remembered-if-frozen.ts";
import { findingRules } from "./finding-rules.ts";
import type { FirewallAudit } from "./types.ts";

/**
 * Checks the form of an audit: its policies and lists.
 *
 * @throws {@link InvalidPolicyError} if a part is malformed
 */
export const checkAudit: (audit: FirewallAudit) => void = rememberedIfFrozen((audit) => {
  const { partsOf, listOf, expectThat } = shapeOf("audit");
  const { expected, actual, findings, accepted, gaps, inputs, ...parts } = partsOf("audit", audit);
  listOf("gaps", gaps);
  listOf("inputs", inputs);
  listOf("unusedAcceptances", parts.unusedAcceptances);
  for (const port of listOf("sshPorts", parts.sshPorts)) {
    expectThat("sshPorts", port, isPort(port));
  }
  for (const field of ["sshMayBeElsewhere", "limitsOutbound"]) {
    expectThat(field, parts[field], typeof parts[field] === "boolean");
  }
  for (const finding of [...listOf("findings", findings), ...listOf("accepted", accepted)]) {
    const { rule, ports, reasons, decidedBy, message, advice, acceptance } = partsOf(
      "finding",
      finding,
    );
    expectThat(
      "rule",
      rule,
      findingRules.some(({ id }) => id === rule),
    );
    expectThat("message", message, typeof message === "string");
    expectThat("advice", advice, typeof advice === "string");
    listOf("reasons", reasons);
    if (acceptance !== null) {
      partsOf("acceptance", acceptance);
    }
    for (const place of listOf("decidedBy", decidedBy)) {
      partsOf("place", place);
    }
    for (const each of listOf("ports", ports)) {
      partsOf("ports", partsOf("ports", each).ports);
    }
  }
  checkPolicy(expected as FirewallAudit["expected"]);
  checkPolicy(actual as FirewallAudit["actual"]);
});
