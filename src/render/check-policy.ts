import { InvalidPolicyError } from "../errors.ts";
import type { FirewallPlan } from "../policy/firewall-plan.ts";
import { parseNetwork } from "../policy/network.ts";
import type { Policy } from "../policy/types.ts";
import { isPort } from "../query/is-port.ts";

type Parts = Readonly<Record<string, unknown>>;

/**
 * Passes a policy of which every part has the form that it must have. A policy may come from a file:
 * what a renderer writes outside comments is checked here, once, before anything is made of it.
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
  const { title, changes, unknown, actual } = partsOf("plan", plan);
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

function partsOf(what: string, value: unknown): Parts {
  expectThat(what, value, typeof value === "object" && value !== null);
  return value as Parts;
}

function listOf(what: string, value: unknown): readonly unknown[] {
  expectThat(what, value, Array.isArray(value));
  return value as readonly unknown[];
}

function expectThat(what: string, value: unknown, holds: boolean): void {
  if (!holds) {
    throw new InvalidPolicyError(
      `the policy has the ${what} ${JSON.stringify(value)?.slice(0, 80)}; expected a policy as createPolicy() makes it`,
      value,
    );
  }
}
