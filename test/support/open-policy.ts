import {
  createPolicy,
  type Exposure,
  type Policy,
  type PolicyRule,
  type UndeterminedPorts,
} from "../../src/index.ts";

/** Returns a policy that opens the given ports, such as `inbound tcp 22 192.0.2.1`. */
export function open(rules: readonly string[], changes: Partial<Policy> = {}): Policy {
  return {
    ...createPolicy(126),
    release: null,
    conditional: [],
    loopback: [],
    defaults: { inbound: "drop", outbound: "accept" },
    rules: rules.map((text) => {
      const [direction, protocol, ports = "", ...who] = text.split(" ");
      const [from, through] = ports.split("-").map(Number);
      return {
        direction,
        protocol,
        ports: { from, through: through ?? from },
        sources:
          who.filter((each) => !each.startsWith("!")).length > 0
            ? who.filter((each) => !each.startsWith("!"))
            : "any",
        except: who.filter((each) => each.startsWith("!")).map((each) => each.slice(1)),
        label: "Test",
        services: [],
        conditions: [],
        need: null,
      } as PolicyRule;
    }),
    ...changes,
  };
}

/** Returns an exposure with the rules of a policy and undetermined ports. */
export function read(
  { title, families, defaults, rules }: Policy,
  undetermined: readonly Omit<UndeterminedPorts, "decidedBy">[],
): Exposure {
  return {
    title,
    families,
    defaults,
    rules: rules.map((rule) => ({ ...rule, decidedBy: null })),
    undetermined: undetermined.map((each) => ({ ...each, decidedBy: null })),
    qualified: [],
    closed: [],
    openedBy: { inbound: null, outbound: null },
    notes: [],
  };
}
