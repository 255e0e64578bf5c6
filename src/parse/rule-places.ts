import { InvalidConfigurationError } from "../errors.ts";
import { type AddressSet, intersect, subtract } from "../net/address-set.ts";
import { exampleAddress } from "../net/example-address.ts";
import { isMinority } from "../net/is-minority.ts";
import { firstThrough, mergeAdjacent, type PortInterval, sweep } from "../net/port-map.ts";
import type {
  ClosingPlace,
  Direction,
  Family,
  Opening,
  Origin,
  PortRange,
  Protocol,
  RulePlace,
} from "../net/types.ts";
import { Budget } from "../packet-filter/budget.ts";
import { firstAcceptances } from "../packet-filter/first-acceptances.ts";
import { isAbout, mayMatch, type PortConnections } from "../packet-filter/may-match.ts";
import type { Chain, PacketFilter, Rule } from "../packet-filter/model.ts";
import { initialState, type StateChange } from "../packet-filter/packet-state.ts";
import { pointBefore } from "../packet-filter/point-before.ts";
import { RulesByPort } from "../packet-filter/rules-by-port.ts";
import { rulesOf } from "../packet-filter/rules-of.ts";
import { findStops, type Stop, type TracedConnection } from "../packet-filter/trace.ts";
import { oneLine, onOneLine } from "../util/excerpt.ts";
import * as limits from "../util/limits.ts";
import type { LaidOutChain, Layout } from "./layout.ts";

/** Connections of a direction, protocol and family. */
interface Connections {
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly family: Family;
}

/** A rule that changes the state of packets. */
type ChangingRule = Rule & { readonly change: StateChange };

/** The parts of the filter that matter for some connections. */
interface Asked {
  /** All ports, in spans with the same treatment: spans with equal values match the same rules. */
  readonly spans: readonly PortInterval<string>[];
  /** The address sets with a minority of all addresses. */
  readonly minorities: readonly AddressSet[];
  /** The rules that change the state of packets. */
  readonly changing: readonly ChangingRule[];
  /** An address in none of these sets. */
  typical?: AddressSet;
  /** The openings found so far, by address and rules of a span. */
  readonly openings: Map<string, Opening>;
}

/** The known places in a chain; each text, which may be long, is kept once. */
interface KnownPlaces {
  readonly positions: ReadonlyMap<Origin, number>;
  readonly places: Map<number, RulePlace>;
}

/** Finds the places in the chains of a packet filter where rules open and close ports. */
export class RulePlaces {
  readonly #filter: PacketFilter;
  readonly #layout: Layout;
  readonly #budget = new Budget(limits.rulePlacesWork);
  readonly #rules = new RulesByPort();
  readonly #asked = new Map<string, Asked>();
  readonly #known = new Map<LaidOutChain["rules"], KnownPlaces>();

  constructor(filter: PacketFilter, layout: Layout) {
    this.#filter = filter;
    this.#layout = layout;
  }

  /**
   * Returns how rules can open ports.
   *
   * @param closed - the addresses to which the ports are closed
   */
  openingsOf(
    connections: Connections,
    { from, through }: PortRange,
    closed: AddressSet,
  ): readonly PortInterval<Opening>[] {
    const tooMany = withObstacle("the rules are too many to follow");
    return this.#within([{ from, through, value: tooMany }], () => {
      const { spans, openings } = this.#askedOf(connections);
      const remote = this.#typicalOf(connections, closed);
      const parts: PortInterval<Opening>[] = [];
      for (let at = firstThrough(spans, from); (spans[at]?.from ?? Infinity) <= through; at++) {
        const span = spans[at] as PortInterval<string>;
        const port = Math.max(from, span.from);
        const key = `${remote[0]} ${span.value}`;
        const opening =
          openings.get(key) ??
          this.#within(tooMany, () => this.#through({ ...connections, port, remote }));
        openings.set(key, opening);
        parts.push({ from: port, through: Math.min(through, span.through), value: opening });
      }
      return parts;
    });
  }

  /** Finds the places where rules can close ports. */
  closingPlaces(connections: Connections): readonly ClosingPlace[] {
    return this.#within([], () => {
      const { spans } = this.#askedOf(connections);
      const placeOf = this.#closingPlaceFinder(connections, spans);
      const closings = spans.map(({ from, through }, index) => {
        const obstacle = this.#obstacleToClosing({ ...connections, port: from });
        const place = obstacle === null ? placeOf(index) : null;
        // Without either, the rules in the input do not show it.
        return { from, through, value: obstacle || place ? { place, obstacle } : null };
      });
      return mergeAdjacent(closings, isSameClosing).flatMap(({ from, through, value }) =>
        value ? [{ ...connections, ports: { from, through }, ...value }] : [],
      );
    });
  }

  /** Returns the result of some work, or a fallback if it exceeds the budget. */
  #within<T>(otherwise: T, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (error instanceof InvalidConfigurationError) {
        return otherwise;
      }
      throw error;
    }
  }

  #through(connection: TracedConnection): Opening {
    const { port } = connection;
    const { stops, stopsReplies, isLost } = findStops(
      this.#filter,
      connection,
      this.#rules,
      this.#budget,
    );
    if (isLost) {
      return withObstacle("the effect of a later rule is undetermined");
    }
    if (stopsReplies) {
      return withObstacle("reply traffic is blocked: no rule accepts established connections");
    }
    const places = new Map<string, RulePlace>();
    for (const stop of stops) {
      if ((stop.state.port ?? port) !== port) {
        return withObstacle("its connections are redirected to another port");
      }
      const place = this.#placeOf(stop, connection);
      if (typeof place === "string") {
        return withObstacle(place);
      }
      places.set(JSON.stringify([place.table, place.chain, place.position]), place);
    }
    return places.size > 0
      ? { places: [...places.values()], obstacle: null }
      : withObstacle("the rules that stop connections could not be found");
  }

  /** Returns the place for a rule before a stop, or the obstacle. */
  #placeOf(stop: Stop, connection: TracedConnection): RulePlace | string {
    const point = pointBefore(stop, connection);
    const { family, remote } = connection;
    if (point === undefined) {
      const { chain } = stop.path.at(-1) as Stop["path"][0];
      return `several rules jump to chain ${oneLine(chain.name)}, which has other drop rules before the one that stops connections`;
    }
    const originOf = ({ origin, statedBy }: Rule) => statedBy?.(remote) ?? origin;
    const origins = [stop.base.origin, ...stop.path.map(({ rule }) => rule && originOf(rule))];
    const table = origins.find((each) => each?.table)?.table;
    return (
      this.#placeIn(family, table, point.chain, point.rule && originOf(point.rule), true) ??
      "connections are blocked in a chain where a rule for a single port cannot be added"
    );
  }

  /** Returns why a rule before the first accepting rule would not close a port to all connections. */
  #obstacleToClosing(connections: PortConnections): string | null {
    const { protocol } = connections;
    const { changing } = this.#askedOf(connections);
    this.#budget.spend(changing.length);
    const states = changing
      .filter(({ match }) => mayMatch(match, connections))
      .map(({ change }) => change(initialState));
    return states.some(({ port = connections.port }) => port !== connections.port)
      ? "its connections are redirected to another port"
      : protocol === "udp" && states.some(({ isUntracked }) => isUntracked)
        ? "its packets are untracked, so rules cannot tell new connections from replies"
        : null;
  }

  /** Returns a function that finds the place before the first rule that accepts connections to a span of ports. */
  #closingPlaceFinder(
    { direction, protocol, family }: Connections,
    spans: readonly PortRange[],
  ): (span: number) => RulePlace | null {
    const bases = this.#filter.original[direction]
      .filter((base) => (base.family ?? family) === family && !base.isOfNat && !base.doubt)
      .map((base) => ({
        base,
        first: firstAcceptances(base, { protocol, family }, spans, this.#budget),
      }));
    return (span) => {
      let last: RulePlace | null = null;
      for (const { base, first } of bases) {
        const rule = first[span] ?? null;
        const place =
          rule !== null || base.policy === "accept"
            ? this.#placeIn(family, base.origin?.table, base, rule?.origin ?? null)
            : undefined;
        if (place && !place.isShared) {
          if (rule) {
            return place;
          }
          last = place;
        }
      }
      return last;
    };
  }

  /**
   * Returns the place before a rule.
   *
   * @param isBeforeLogs - whether it is also before the rules directly before it that only log
   */
  #placeIn(
    family: Family,
    table: string | null | undefined,
    { name }: Chain,
    rule: Origin | null,
    isBeforeLogs = false,
  ): RulePlace | undefined {
    const chain = this.#layout(family, `${table}`, name);
    if (chain === undefined) {
      return undefined;
    }
    const { positions, places } = this.#knownOf(chain);
    let position = rule ? positions.get(rule) : chain.rules.length;
    if (position === undefined) {
      return undefined;
    }
    while (isBeforeLogs && chain.isLog(chain.rules[position - 1]?.text ?? "")) {
      position--;
    }
    const { text = null, origin = rule } = chain.rules[position] ?? {};
    const place = places.get(position) ?? {
      table: `${table}`,
      chain: name,
      position,
      rule: origin,
      text: text === null ? null : onOneLine(text),
      isShared: !chain.isOfServer,
    };
    places.set(position, place);
    return place;
  }

  /** Returns the position of each rule in a chain by origin, and the places found so far by position. */
  #knownOf({ rules }: LaidOutChain): KnownPlaces {
    const known = this.#known.get(rules) ?? {
      positions: new Map(rules.map(({ origin }, position) => [origin, position])),
      places: new Map(),
    };
    this.#known.set(rules, known);
    return known;
  }

  /** Returns an address that no rule for few addresses matches, if there is one. */
  #typicalOf(connections: Connections, closed: AddressSet): AddressSet {
    const { family } = connections;
    const asked = this.#askedOf(connections);
    const { typical, minorities } = asked;
    if (typical && intersect(closed, typical).length > 0) {
      return typical;
    }
    let rest = closed;
    for (;;) {
      const address = exampleAddress(rest, family);
      const others = minorities.filter((each) => intersect(each, address).length > 0);
      const left = others.reduce((set, each) => subtract(set, each), rest);
      this.#budget.spend(minorities.length);
      if (others.length === 0) {
        asked.typical = address;
      }
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
    const { original, reply, later } = this.#filter;
    const matches = [original, reply, later]
      .flatMap((view) => rulesOf(view?.[direction] ?? [], family))
      .map(({ match }) => match)
      .filter((match) => isAbout(match, { family, protocol }));
    const ranges = matches.flatMap(({ ports = [] }, index) =>
      ports.map(({ from, through }) => ({ from, through, value: index })),
    );
    const sets = matches.map(({ remotes }) => remotes).filter((each) => each !== undefined);
    const changing = rulesOf(original[direction], family).filter(isChanging);
    // A port to which other ports are redirected is treated differently, even if the same rules match.
    const targets = changing
      .map(({ change }) => change(initialState).port)
      .filter((port) => port !== undefined)
      .map((port) => ({ from: port, through: port, value: -1 - port }));
    const asked: Asked = {
      spans: sweep(
        [...ranges, ...targets, { from: 1, through: 65535, value: -1 }],
        (span, here) => {
          this.#budget.spend(here.length);
          return { from: span.from, through: span.through, value: here.join() };
        },
      ),
      minorities: [...new Set(sets)].filter((each) => isMinority(each, family)),
      changing,
      openings: new Map(),
    };
    this.#asked.set(key, asked);
    return asked;
  }
}

/** The way rules close a port. */
type Closing = Pick<ClosingPlace, "obstacle" | "place">;

function isSameClosing(a: Closing | null, b: Closing | null): boolean {
  return (
    a?.obstacle === b?.obstacle &&
    a?.place?.table === b?.place?.table &&
    a?.place?.chain === b?.place?.chain &&
    a?.place?.position === b?.place?.position
  );
}

function isChanging(rule: Rule): rule is ChangingRule {
  return rule.change !== undefined;
}

function withObstacle(obstacle: string): Opening {
  return { places: [], obstacle };
}
