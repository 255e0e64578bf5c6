import { InvalidPolicyError } from "../errors.ts";
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
  const { title, defaults, rules, warnings } = partsOf("policy", policy);
  expectThat("title", title, typeof title === "string");
  const { inbound, outbound } = partsOf("defaults", defaults);
  for (const action of [inbound, outbound]) {
    expectThat("default", action, action === "accept" || action === "drop");
  }
  for (const warning of listOf("warnings", warnings)) {
    partsOf("warning", warning);
  }
  for (const rule of listOf("rules", rules)) {
    checkRule(partsOf("rule", rule));
  }
}

function checkRule({ direction, protocol, ports, sources }: Parts): void {
  expectThat("direction", direction, direction === "inbound" || direction === "outbound");
  expectThat("protocol", protocol, protocol === "tcp" || protocol === "udp");
  const { from, through } = partsOf("ports", ports);
  expectThat("ports", ports, isPort(from) && isPort(through) && from <= through);
  if (sources !== "any") {
    const list = listOf("sources", sources);
    expectThat("sources", list, list.length > 0);
    for (const source of list) {
      const network = parseNetwork(source);
      // Written otherwise, one tool may read another address in it than the next.
      expectThat("source", source, typeof network !== "string" && network.text === source);
    }
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
