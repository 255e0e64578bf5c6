import type { Direction, Protocol } from "../dataset/types.ts";
import { InvalidPolicyError } from "../errors.ts";
import type { Policy, PolicyRule, PortRange } from "../policy/types.ts";

/** The ports of one protocol that are open to the same sources. */
export interface PortGroup {
  readonly protocol: Protocol;
  readonly sources: PolicyRule["sources"];
  /** In ascending order, apart from each other. */
  readonly ports: readonly PortRange[];
}

/**
 * The ports that a policy opens in one direction, as every firewall takes them: TCP before UDP, those
 * that are open to all before those that are not, and ranges that overlap made into one.
 *
 * @throws {@link InvalidPolicyError} for a rule that holds what is no port, protocol or network; a
 *   policy that `createPolicy` made holds none
 */
export function portGroups(policy: Policy, direction: Direction): readonly PortGroup[] {
  checkDefaults(policy);
  const groups = new Map<
    string,
    { protocol: Protocol; sources: PolicyRule["sources"]; ports: PortRange[] }
  >();
  for (const rule of policy.rules) {
    checkRule(rule);
    if (rule.direction === direction) {
      const key = `${rule.protocol} ${rule.sources === "any" ? "" : rule.sources.join()}`;
      const group = groups.get(key) ?? {
        protocol: rule.protocol,
        sources: rule.sources,
        ports: [],
      };
      group.ports.push(rule.ports);
      groups.set(key, group);
    }
  }
  return [...groups]
    .sort(([a], [b]) => Number(a > b) - Number(a < b))
    .map(([, group]) => ({ ...group, ports: mergeRanges(group.ports) }));
}

function mergeRanges(ranges: readonly PortRange[]): PortRange[] {
  const merged: PortRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && range.from <= last.through) {
      merged[merged.length - 1] = {
        from: last.from,
        through: Math.max(last.through, range.through),
      };
    } else {
      merged.push(range);
    }
  }
  return merged;
}

function checkDefaults({ defaults }: Policy): void {
  for (const action of [defaults?.inbound, defaults?.outbound]) {
    if (action !== "accept" && action !== "drop") {
      throw refusal("the default", action);
    }
  }
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
  if (!isPort(ports?.from) || !isPort(ports?.through) || ports.from > ports.through) {
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
