import { InvalidPolicyError } from "../errors.ts";
import type { Policy, PolicyRule } from "../policy/types.ts";

/**
 * Passes a policy of which every value that is not free text has the form that it must have: what a
 * renderer writes outside comments is one of these.
 *
 * @throws {@link InvalidPolicyError} for any other; `createPolicy` makes none
 */
export function checkPolicy({ defaults, rules }: Policy): void {
  for (const action of [defaults.inbound, defaults.outbound]) {
    if (action !== "accept" && action !== "drop") {
      throw refusal("the default", action);
    }
  }
  rules.forEach(checkRule);
}

function checkRule({ direction, protocol, ports, sources }: PolicyRule): void {
  const isPort = (port: unknown) =>
    Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65535;
  if (direction !== "inbound" && direction !== "outbound") {
    throw refusal("the direction", direction);
  }
  if (protocol !== "tcp" && protocol !== "udp") {
    throw refusal("the protocol", protocol);
  }
  if (!isPort(ports.from) || !isPort(ports.through) || ports.from > ports.through) {
    throw refusal("the ports", ports);
  }
  // What a network is written with, and nothing else: the tools check the rest.
  const isSource = (source: unknown) =>
    typeof source === "string" && /^[0-9a-f.:]+(?:\/\d{1,3})?$/.test(source);
  if (
    sources !== "any" &&
    !(Array.isArray(sources) && sources.length > 0 && sources.every(isSource))
  ) {
    throw refusal("the sources", sources);
  }
}

function refusal(what: string, input: unknown): InvalidPolicyError {
  const shown = JSON.stringify(input)?.slice(0, 80);
  return new InvalidPolicyError(
    `the policy has ${what} ${shown}; expected a policy as createPolicy() makes it`,
    input,
  );
}
