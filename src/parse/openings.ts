import { InvalidConfigurationError } from "../errors.ts";
import { type AddressSet, intersect, subtract, unicastAddresses } from "../net/address-set.ts";
import { exampleAddress } from "../net/example-address.ts";
import { isMinority } from "../net/is-minority.ts";
import type { Direction, Family, Opening, PortRange, Protocol, RulePlace } from "../net/types.ts";
import { Budget } from "../packet-filter/budget.ts";
import type { BaseChain, Chain, PacketFilter, Rule } from "../packet-filter/model.ts";
import { pointBefore } from "../packet-filter/point-before.ts";
import { findStops, type Stop, type TracedConnection } from "../packet-filter/trace.ts";
import { ascending } from "../util/ascending.ts";
import { oneLine } from "../util/excerpt.ts";
import * as limits from "../util/limits.ts";
import type { Layout } from "./layout.ts";

/** Connections of a direction, protocol and family. */
interface Connections {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly family: Family;
}

/** What the rules that connections may meet ask for. */
interface Asked {
  /** The first ports of spans for which the same rules match, in ascending order. */
  readonly starts: readonly number[];
  /** The sets of a minority of addresses. */
  readonly minorities: readonly AddressSet[];
}

/** Finds out how rules can open what a packet filter closes. */
export class Openings {
  readonly #filter: PacketFilter;
  readonly #layout: Layout;
  readonly #budget = new Budget(limits.openingsWork);
  readonly #asked = new Map<string, Asked>();

  constructor(filter: PacketFilter, layout: Layout) {
    this.#filter = filter;
    this.#layout = layout;
  }

  /** Splits ports so that for all of a part, the same rules match. */
  split(connections: Connections, { from, through }: PortRange): readonly PortRange[] {
    const starts = this.#askedOf(connections).starts.filter(
      (start) => start > from && start <= through,
    );
    return [from, ...starts].map((start, index) => ({
      from: start,
      through: (starts[index] ?? through + 1) - 1,
    }));
  }

  /**
   * Finds out how rules can open a port.
   *
   * @param closed - the addresses to which it is closed
   */
  of(connections: Connections, port: number, closed: AddressSet): Opening {
    try {
      const remote = this.#typicalOf(connections, closed);
      return this.#through({ ...connections, port, remote });
    } catch (error) {
      if (error instanceof InvalidConfigurationError) {
        return withObstacle("the rules are too many to follow");
      }
      throw error;
    }
  }

  #through(connection: TracedConnection): Opening {
    const { direction, port } = connection;
    const { stops, stopsReplies, isLost } = findStops(this.#filter, connection, this.#budget);
    if (isLost) {
      return withObstacle("what a later rule does to connections is undetermined");
    }
    if (stopsReplies) {
      return withObstacle("no rule lets replies through, as one for established connections would");
    }
    const places = new Map<string, RulePlace>();
    for (const stop of stops) {
      const bases = [this.#filter.original, this.#filter.later]
        .map((each) => each?.[direction] ?? [])
        .find((each) => each.includes(stop.base)) as readonly BaseChain[];
      if ((stop.state.port ?? port) !== port) {
        return withObstacle("connections to it are sent to another port");
      }
      const place = this.#placeOf(stop, bases, connection);
      if (typeof place === "string") {
        return withObstacle(place);
      }
      places.set(JSON.stringify([place.table, place.chain, place.position]), place);
    }
    return { places: [...places.values()], obstacle: null };
  }

  /** Returns the place for a rule before a stop, or why there is none. */
  #placeOf(
    stop: Stop,
    bases: readonly BaseChain[],
    connection: TracedConnection,
  ): RulePlace | string {
    const point = pointBefore(stop, bases, connection);
    if (point === undefined) {
      const { chain } = stop.path.at(-1) as Stop["path"][0];
      return `several rules lead to the chain ${oneLine(chain.name)}, where other drops are before the one that stops connections`;
    }
    const { family, remote } = connection;
    const originOf = ({ origin, statedBy }: Rule) => statedBy?.(remote) ?? origin;
    const origins = [
      stop.base.origin,
      ...stop.path.map(({ rule }) => rule && originOf(rule)),
    ].filter((each) => each !== null);
    const table = origins.find((each) => each.table !== null)?.table ?? null;
    const found = table === null ? undefined : this.#layout.find(family, table, point.chain.name);
    const rule = point.rule && originOf(point.rule);
    const position = rule
      ? (found?.rules.findIndex(({ origin }) => origin === rule) ?? -1)
      : (found?.rules.length ?? -1);
    if (table === null || found === undefined || position < 0) {
      return "the input does not have the rule that stops connections in a chain of the kernel";
    }
    return { table, chain: point.chain.name, position, rule, isShared: !found.isOfServer };
  }

  /** Returns an address that rules for a few addresses are not about, if there is one. */
  #typicalOf(connections: Connections, closed: AddressSet): AddressSet {
    const { family } = connections;
    const { minorities } = this.#askedOf(connections);
    const unicast = intersect(closed, unicastAddresses[family]);
    let rest = unicast.length > 0 ? unicast : closed;
    for (;;) {
      const address = exampleAddress(rest, family);
      const others = minorities.filter((each) => intersect(each, address).length > 0);
      const left = others.reduce((set, each) => subtract(set, each), rest);
      this.#budget.spend(minorities.length);
      if (others.length === 0 || left.length === 0) {
        return address;
      }
      rest = left;
    }
  }

  #askedOf({ direction, protocol, family }: Connections): Asked {
    const key = `${direction} ${protocol} ${family}`;
    const known = this.#asked.get(key);
    if (known) {
      return known;
    }
    const starts = new Set<number>();
    const minorities = new Set<AddressSet>();
    const rules = [this.#filter.original, this.#filter.later].flatMap((views) =>
      rulesOf(views?.[direction] ?? [], family),
    );
    for (const { match } of rules) {
      if ((match.family ?? family) === family) {
        for (const { from, through } of match.protocols?.includes(protocol) === false
          ? []
          : (match.ports ?? [])) {
          starts.add(from).add(through + 1);
        }
        if (match.remotes && isMinority(match.remotes, family)) {
          minorities.add(match.remotes);
        }
      }
    }
    const asked = { starts: [...starts].sort(ascending), minorities: [...minorities] };
    this.#asked.set(key, asked);
    return asked;
  }
}

/** Returns the rules of base chains that see a family, and of the chains they lead to. */
function rulesOf(bases: readonly BaseChain[], family: Family): readonly Rule[] {
  const chains = new Set<Chain>(bases.filter((base) => (base.family ?? family) === family));
  const rules: Rule[] = [];
  // The set grows while it is iterated.
  for (const chain of chains) {
    for (const rule of chain.rules) {
      rules.push(rule);
      if ("chain" in rule.action && "rules" in rule.action.chain) {
        chains.add(rule.action.chain);
      }
    }
  }
  return rules;
}

function withObstacle(obstacle: string): Opening {
  return { places: [], obstacle };
}
