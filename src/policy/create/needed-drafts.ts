import type { NeededPort, ServerNeed } from "../../dataset/types.ts";
import { ContradictoryOptionsError } from "../../errors.ts";
import { covers } from "../../net/port-range.ts";
import type { Family } from "../../net/types.ts";
import { wholeFamily } from "../../net/whole-family.ts";
import { serverNeeds } from "../../query/server-needs.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import { remembered } from "../../util/remembered.ts";
import type { PolicyRule } from "../types.ts";
import type { Draft } from "./draft.ts";
import type { ReadOptions } from "./read-options.ts";

/**
 * Returns the rules for what every server needs, except those that other rules make unnecessary.
 *
 * @param drafts - the other rules
 * @throws {@link ContradictoryOptionsError} if `omit` excludes a need whose ports are open anyway
 */
export function neededDrafts(drafts: readonly Draft[], options: ReadOptions): readonly Draft[] {
  return serverNeeds.flatMap((need) => {
    const { id } = need;
    const ports = limitedPorts(need, options);
    const omitted = options.omittedNeeds.find((each) => each.need === id);
    if (omitted) {
      if (ports.length === 0) {
        throw new ContradictoryOptionsError(
          `${omitted.option} excludes outbound ports, but outbound is "any", which opens all of them; to exclude them, set outbound to "needed"`,
          ["outbound", omitted.option],
          id,
        );
      }
      const others = ports.map((each) => drafts.find((draft) => meets(draft, each)));
      if (others.every((each) => each !== undefined)) {
        const open = others.map(
          ({ direction, ports: { from }, label }) => `${direction} ${from} for ${label}`,
        );
        throw new ContradictoryOptionsError(
          `${omitted.option} excludes ports that are open anyway (${[...new Set(open)].join(", ")}); use only one of the two`,
          [(others[0] as Draft).origin, omitted.option],
          id,
        );
      }
      return [];
    }
    return ports
      .filter((each) => !drafts.some((draft) => meets(draft, each)))
      .map((each) => draftsOf(need).get(each) as Draft);
  });
}

/** Returns the rules for a need, by needed port; always the same objects. */
const draftsOf = remembered(
  (need: ServerNeed): ReadonlyMap<NeededPort, Draft> =>
    new Map(
      portsOf(need).all.map((each) => [
        each,
        deepFreeze({
          direction: each.direction,
          protocol: each.protocol,
          ports: { from: each.port, through: each.port },
          sources: remotesOf(each),
          except: [],
          label: need.name,
          services: [],
          conditions: [],
          need: need.id,
          origin: `need ${need.id}`,
          entry: undefined,
        }),
      ]),
    ),
);

/** Returns the ports of a need that the policy limits: inbound ports, and outbound ports if `outbound` is `"needed"`. */
export function limitedPorts(need: ServerNeed, { outbound }: ReadOptions): readonly NeededPort[] {
  const { all, inbound } = portsOf(need);
  return outbound === "needed" ? all : inbound;
}

/** Returns the ports of a need; always the same lists. */
const portsOf = remembered(({ traffic }: ServerNeed) => {
  const all = traffic.filter((each): each is NeededPort => "port" in each);
  return { all, inbound: all.filter(({ direction }) => direction === "inbound") };
});

/** Returns whether a rule opens a port to everybody. */
export function meets(
  rule: PolicyRule,
  { direction, protocol, port }: Pick<NeededPort, "direction" | "port" | "protocol">,
): boolean {
  return (
    rule.direction === direction &&
    rule.protocol === protocol &&
    covers(rule.ports, port) &&
    rule.sources === "any"
  );
}

/** Returns the remote addresses of a needed port. Packets to a link-local address come from a link-local address. */
function remotesOf({ destinations, families, direction }: NeededPort): PolicyRule["sources"] {
  if (destinations !== "any" && direction === "inbound") {
    return ["fe80::/10"];
  }
  const [only, ...others] = families;
  return others.length > 0 ? "any" : [wholeFamily[only as Family]];
}
