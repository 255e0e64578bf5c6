import type { FirewallAudit } from "../audit/audit-firewall.ts";
import type { FirewallPlan } from "../audit/firewall-plan.ts";
import { InvalidPolicyError } from "../errors.ts";
import { parseNetwork } from "../net/network.ts";
import { isPort } from "../util/is-port.ts";
import type { Policy } from "./types.ts";

type Parts = Readonly<Record<string, unknown>>;

/**
 * Passes a policy of which every part has the form that it must have. A policy may come from a file:
 * what is compared, and what a renderer writes outside comments, is checked here before anything is
 * made of it.
 *
 * @throws {@link InvalidPolicyError} for any other; `createPolicy` makes none
 */
export function checkPolicy(policy: Policy): void {
  const { title, families, defaults, rules, unknown, warnings } = partsOf("policy", policy);
  expectThat("title", title, typeof title === "string");
  const { inbound, outbound } = partsOf("defaults", defaults);
  for (const action of [inbound, outbound]) {
    expectThat("default", action, action === "accept" || action === "drop");
  }
  const known = listOf("families", families);
  expectThat(
    "families",
    families,
    known.length > 0 && known.every((family) => family === "ipv4" || family === "ipv6"),
  );
  for (const each of listOf("unknown", unknown)) {
    const { because, ports } = partsOf("unknown", each);
    listOf("because", because);
    partsOf("ports", ports);
  }
  for (const warning of listOf("warnings", warnings)) {
    partsOf("warning", warning);
  }
  for (const rule of listOf("rules", rules)) {
    checkRule(partsOf("rule", rule));
  }
}

/**
 * Passes a plan of which every part has the form that it must have.
 *
 * @throws {@link InvalidPolicyError} for any other; `planAudit` and `planUpgrade` make none
 */
export function checkPlan(plan: FirewallPlan): void {
  const { title, changes, unknown, actual } = partsOf("plan", plan, "plan");
  expectThat("title", title, typeof title === "string");
  for (const change of [...listOf("changes", changes), ...listOf("unknown", unknown)]) {
    const parts = partsOf("change", change);
    const { action, label, reason } = parts;
    expectThat("action", action, action === "open" || action === "close");
    expectThat("label", label, typeof label === "string");
    expectThat("reason", reason, typeof reason === "string");
    checkRule({ ...parts, ...partsOf("who", parts.who) });
  }
  if (actual !== null) {
    checkPolicy(actual as Policy);
  }
}

/**
 * Passes an audit whose policies and lists have the form that they must have.
 *
 * @throws {@link InvalidPolicyError} for any other; `auditFirewall` makes none
 */
export function checkAudit(audit: FirewallAudit): void {
  const { expected, actual, diff } = partsOf("audit", audit, "audit");
  const parts = partsOf("diff", diff, "audit");
  for (const kind of ["missing", "extra", "narrower", "wider", "unknown"]) {
    for (const finding of listOf(kind, parts[kind], "audit")) {
      const { ports, because } = partsOf("finding", finding, "audit");
      partsOf("ports", ports, "audit");
      listOf("because", because, "audit");
    }
  }
  checkPolicy(expected as Policy);
  checkPolicy(actual as Policy);
}

function checkRule({ direction, protocol, ports, sources, except }: Parts): void {
  expectThat("direction", direction, direction === "inbound" || direction === "outbound");
  expectThat("protocol", protocol, protocol === "tcp" || protocol === "udp");
  const { from, through } = partsOf("ports", ports);
  expectThat("ports", ports, isPort(from) && isPort(through) && from <= through);
  if (sources !== "any") {
    const list = listOf("sources", sources);
    expectThat("sources", list, list.length > 0);
    checkNetworks(list);
  }
  checkNetworks(listOf("except", except));
}

function checkNetworks(list: readonly unknown[]): void {
  for (const source of list) {
    const network = parseNetwork(source);
    // Written otherwise, one tool may read another address in it than the next.
    expectThat("source", source, typeof network !== "string" && network.text === source);
  }
}

const makers = {
  audit: "an audit as auditFirewall() makes it",
  plan: "a plan as planAudit() and planUpgrade() make it",
  policy: "a policy as createPolicy() makes it",
} as const;

type Whole = keyof typeof makers;

function partsOf(what: string, value: unknown, whole: Whole = "policy"): Parts {
  expectThat(what, value, typeof value === "object" && value !== null, whole);
  return value as Parts;
}

function listOf(what: string, value: unknown, whole: Whole = "policy"): readonly unknown[] {
  expectThat(what, value, Array.isArray(value), whole);
  return value as readonly unknown[];
}

function expectThat(what: string, value: unknown, holds: boolean, whole: Whole = "policy"): void {
  if (!holds) {
    const subject = what === whole ? `the ${whole} is` : `the ${whole} has the ${what}`;
    throw new InvalidPolicyError(
      `${subject} ${JSON.stringify(value)?.slice(0, 80)}; expected ${makers[whole]}`,
      value,
    );
  }
}
