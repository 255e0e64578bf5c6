import type { BaseChain, Rule } from "../../packet-filter/model.ts";
import type { CompileContext } from "./context.ts";
import { forwardRules } from "./forward-rules.ts";
import { type PolicyStep, policyRules, settingsRules } from "./policy-rules.ts";
import type { PolicyObject, Zone } from "./ruleset.ts";

/** Compiles the chain of outbound connections: they pass unless a policy object stops them. */
export function outboundChain(
  zones: readonly Zone[],
  policies: readonly PolicyObject[],
  context: CompileContext,
): BaseChain {
  const fromHost = policies.filter(({ ingress }) => ingress.some(({ name }) => name === "HOST"));
  const rules = (compile: PolicyStep["compile"]): readonly Rule[] =>
    policyRules({ policies: fromHost, end: "egress", compile }, zones, context);
  return {
    name: "outbound",
    rules: [...rules(forwardRules), ...rules(settingsRules)],
    policy: "accept",
    origin: null,
  };
}
