import { type AddressSet, intersect } from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import type { Direction, Family, Origin, Protocol } from "../net/types.ts";
import * as limits from "../util/limits.ts";
import type { Budget } from "./budget.ts";
import { endlessJump } from "./endless-jump.ts";
import { isAbout } from "./may-match.ts";
import type { BaseChain, Chain, Doubt, MissingChain, PacketFilter, Rule } from "./model.ts";
import {
  initialState,
  keyOf,
  type PacketState,
  stateOfLater,
  stateOfReply,
} from "./packet-state.ts";
import { RulesByPort } from "./rules-by-port.ts";

/** A connection with one remote machine. */
export interface TracedConnection {
  readonly direction: Direction;
  readonly family: Family;
  readonly protocol: Protocol;
  readonly port: number;
  /** The remote address, as a set of one. */
  readonly remote: AddressSet;
}

/** A kind of packets of a connection. */
type PacketsOfConnection = "later" | "opening" | "reply";

/** The rule or policy that decides about packets. */
interface Decider {
  readonly packets: PacketsOfConnection;
  /** The deciding rule, or the place that states the policy. */
  readonly decidedBy: Origin | null;
  /** Whether the policy decides. */
  readonly isPolicy: boolean;
  /** Whether its base chain has rules. */
  readonly hasRules: boolean;
  /** The jumps to the deciding rule, in order. */
  readonly jumps: readonly Origin[];
}

/** The fate of a connection. */
export interface Trace {
  readonly verdict: "closed" | "open" | "undetermined";
  /**
   * The deciding rules or policies: several if it is in doubt which the connection meets, none if no chain
   * filters it.
   */
  readonly deciders: readonly Decider[];
  /** The reasons why it is undetermined. */
  readonly doubts: readonly Doubt[];
}

/**
 * Follows one connection through a packet filter, rule by rule, as the kernel does. If a rule depends on who
 * connects or how often, the connection is the typical one. If a match is in doubt for another reason, both
 * paths are followed.
 *
 * @throws {@link InvalidConfigurationError} if the rules need too much work
 */
export function traceConnection(
  filter: PacketFilter,
  connection: TracedConnection,
  budget: Budget,
): Trace {
  const { direction, protocol } = connection;
  const tracer = new Tracer(connection, new RulesByPort(), budget);
  const opening = tracer.throughAll("opening", filter.original[direction], [initialState]);
  const after = (
    packets: PacketsOfConnection,
    chains: readonly BaseChain[] | undefined,
    before: readonly PacketState[],
  ): Ends => (chains === undefined ? opening : tracer.throughAll(packets, chains, before));
  const reply = after("reply", filter.reply?.[direction], opening.passing.map(stateOfReply));
  const later = after(
    "later",
    protocol === "tcp" ? filter.later?.[direction] : undefined,
    withUnanswered(opening.passing, reply.passing).map(stateOfLater),
  );
  const all = [opening, reply, later];
  const stopped = all.find((each) => each.passing.length === 0 && !each.isLost);
  if (stopped !== undefined && !opening.isLost) {
    return { verdict: "closed", deciders: stopped.dropped, doubts: [] };
  }
  if (all.every((each) => each.dropped.length === 0 && !each.isLost)) {
    return { verdict: "open", deciders: acceptedBy(opening), doubts: [] };
  }
  return { verdict: "undetermined", deciders: [], doubts: [...tracer.doubts] };
}

/** Marks tracked packets whose replies are untracked. */
function withUnanswered(
  seen: readonly PacketState[],
  replies: readonly PacketState[],
): readonly PacketState[] {
  const choices = new Set(replies.map(({ isUntracked }) => isUntracked));
  return seen.flatMap((state) =>
    state.isUntracked || choices.size === 0
      ? [state]
      : [...choices].map((isUnanswered) => ({ ...state, isUnanswered })),
  );
}

/**
 * Returns what accepts packets: the rules of the last base chain in which a rule accepts them. If none does for
 * certain, earlier base chains follow, and finally a policy that the input states: of the last chain with rules, or
 * else of the first chain. `evaluate` names the same places.
 */
function acceptedBy({ accepted }: Ends): readonly Decider[] {
  const found: Decider[] = [];
  for (const deciders of accepted.toReversed()) {
    const rules = deciders.filter(({ isPolicy }) => !isPolicy);
    found.push(...rules);
    if (rules.length === deciders.length && rules.length > 0) {
      return found;
    }
  }
  const policies = accepted.flat().filter(({ isPolicy }) => isPolicy);
  const stated = policies.filter(({ decidedBy }) => decidedBy !== null);
  const policy = stated.findLast(({ hasRules }) => hasRules) ?? stated[0] ?? policies[0];
  return policy ? [...found, policy] : found;
}

/** The ends of the paths of packets. */
interface Ends {
  /** The states of the packets that got through. */
  readonly passing: readonly PacketState[];
  /** The deciders that accepted packets, for each base chain they traversed. */
  readonly accepted: readonly (readonly Decider[])[];
  /** The deciders that dropped packets. */
  readonly dropped: readonly Decider[];
  /** Whether some packets could not be followed to their end. */
  readonly isLost: boolean;
}

/** A position of a packet: at a rule of a chain, or after the last rule. */
export interface Point {
  readonly chain: Chain;
  readonly rule: Rule | null;
}

/** The end of a packet's path through a base chain. */
interface End {
  readonly state: PacketState;
  readonly verdict: "accept" | "drop";
  /** Whether the policy decided, because the packet left the base chain at the end of the path. */
  readonly isPolicy: boolean;
  /** The jumps to the end of the path, and the end. */
  readonly path: readonly [...Point[], Point];
  /** Whether every rule on the path certainly matches. */
  readonly isSure: boolean;
}

/** The way a packet entered a chain. */
interface Arrival {
  /** The jumps that led to it. */
  readonly path: readonly Point[];
  /** Whether packets that leave the chain get the policy: no jump led to it. */
  readonly isBase: boolean;
  readonly isSure: boolean;
}

/** A point where a base chain drops connections. */
export interface Stop {
  /** All base chains that the packets traverse. */
  readonly bases: readonly BaseChain[];
  readonly base: BaseChain;
  readonly path: readonly [...Point[], Point];
  /** The state of the packets there. */
  readonly state: PacketState;
}

/** All points that stop a connection. */
export interface Stops {
  /** The points that drop its own packets, assuming that earlier ones accept them: for each base chain, in order. */
  readonly stops: readonly Stop[];
  /** Whether its replies may be dropped, even if its own packets pass. */
  readonly stopsReplies: boolean;
  /** Whether it could not be followed to its end. */
  readonly isLost: boolean;
}

/**
 * Follows one connection as {@link traceConnection} does, but continues after each drop. Finds every point that
 * must accept the connection for it to be open.
 *
 * @param rules - the index of the filter's rules, shared by all connections
 * @throws {@link InvalidConfigurationError} if the rules need too much work
 */
export function findStops(
  filter: PacketFilter,
  connection: TracedConnection,
  rules: RulesByPort,
  budget: Budget,
): Stops {
  const { direction, protocol } = connection;
  const tracer = new Tracer(connection, rules, budget);
  const opening = tracer.stopsIn(filter.original[direction], [initialState]);
  const reply = tracer.throughAll(
    "reply",
    filter.reply?.[direction] ?? [],
    opening.passing.map(stateOfReply),
  );
  const later = tracer.stopsIn(
    (protocol === "tcp" && filter.later?.[direction]) || [],
    withUnanswered(opening.passing, reply.passing).map(stateOfLater),
  );
  return {
    stops: [...opening.stops, ...later.stops],
    stopsReplies: reply.dropped.length > 0,
    isLost: opening.isLost || reply.isLost || later.isLost,
  };
}

class Tracer {
  readonly doubts = new Set<Doubt>();
  readonly #connection: TracedConnection;
  readonly #rules: RulesByPort;
  readonly #budget: Budget;
  #ends: End[] = [];
  #policy: BaseChain["policy"] = "accept";
  #isLost = false;

  constructor(connection: TracedConnection, rules: RulesByPort, budget: Budget) {
    this.#connection = connection;
    this.#rules = rules;
    this.#budget = budget;
  }

  throughAll(
    packets: PacketsOfConnection,
    chains: readonly BaseChain[],
    start: readonly PacketState[],
  ): Ends {
    this.#isLost = false;
    const accepted: Decider[][] = [];
    const dropped: Decider[] = [];
    let passing = start;
    for (const chain of chains) {
      const next = new States();
      const accepting: Decider[] = [];
      for (const state of passing) {
        const isMet = this.#isMet(chain, state);
        for (const end of isMet ? this.#through(chain, state) : []) {
          const decider = this.#deciderOf(end, packets, chain);
          if (end.verdict === "drop") {
            dropped.push(decider);
          } else {
            accepting.push(decider);
            next.add(end.state);
          }
        }
        if (!isMet || chain.doubt) {
          next.add(state);
        }
      }
      if (accepting.length > 0) {
        accepted.push(accepting);
      }
      passing = next.all;
    }
    return { passing, accepted, dropped, isLost: this.#isLost };
  }

  /** Follows packets through base chains as if none dropped them. */
  stopsIn(
    chains: readonly BaseChain[],
    start: readonly PacketState[],
  ): Pick<Ends, "isLost" | "passing"> & Pick<Stops, "stops"> {
    this.#isLost = false;
    const stops: Stop[] = [];
    let passing = start;
    for (const base of chains) {
      const next = new States();
      for (const state of passing) {
        const ends = this.#isMet(base, state) ? this.#through(base, state) : [];
        for (const { verdict, path, state: last } of ends) {
          next.add(last);
          if (verdict === "drop") {
            stops.push({ bases: chains, base, path, state: last });
          }
        }
        if (ends.length === 0 || base.doubt) {
          next.add(state);
        }
      }
      passing = next.all;
    }
    return { stops, passing, isLost: this.#isLost };
  }

  #deciderOf(
    { isPolicy, path }: End,
    packets: PacketsOfConnection,
    { origin, rules }: BaseChain,
  ): Decider {
    const origins = path.map(({ rule }) => rule && this.#originOf(rule));
    return {
      packets,
      decidedBy: isPolicy ? origin : (origins.at(-1) as Origin | null),
      isPolicy,
      hasRules: rules.length > 0,
      jumps: isPolicy ? [] : origins.slice(0, -1).filter((each) => each !== null),
    };
  }

  #isMet({ family, isOfNat }: BaseChain, { isUntracked }: PacketState): boolean {
    return (
      (family === undefined || family === this.#connection.family) && !(isOfNat && isUntracked)
    );
  }

  #through(chain: BaseChain, start: PacketState): readonly End[] {
    if (chain.doubt) {
      this.doubts.add(chain.doubt);
    }
    this.#ends = [];
    this.#policy = chain.policy;
    this.#follow(chain, start, { path: [], isBase: true, isSure: true });
    const order = ({ isPolicy, isSure }: End) => (isPolicy ? 1 : 0) + (isSure ? 0 : 2);
    return this.#ends.toSorted((a, b) => order(a) - order(b));
  }

  /** Follows a packet through a chain, and returns the states in which it may return. */
  #follow(chain: Chain, start: PacketState, arrival: Arrival): readonly PacketState[] {
    // No rule changes the port of a packet and lets it continue in the chain.
    const rules = this.#rules.of(chain, start.port ?? this.#connection.port);
    this.#budget.spend(rules.length);
    const back = new States();
    let live: readonly PacketState[] = [start];
    for (const rule of rules) {
      if (live.every((state) => this.#matches(rule, state) === false)) {
        continue;
      }
      const next = new States();
      for (const state of live) {
        const matches = this.#matches(rule, state);
        if (matches !== true) {
          next.add(state);
        }
        if (matches !== false) {
          const isSure = arrival.isSure && matches === true;
          this.#act(rule, chain, state, { ...arrival, isSure }, next, back);
        }
      }
      live = next.all;
    }
    for (const state of live) {
      this.#leave({ chain, rule: null }, state, arrival, back);
    }
    return back.all;
  }

  /** Returns a packet from a chain to its calling chain, or applies the policy. */
  #leave(point: Point, state: PacketState, { path, isBase }: Arrival, back: States): void {
    if (isBase) {
      this.#ends.push({
        state,
        verdict: this.#policy,
        isPolicy: true,
        path: [...path, point],
        isSure: true,
      });
    } else {
      back.add(state);
    }
  }

  /** Returns whether a rule matches the packet; `undefined` if that is in doubt even for the typical one. */
  #matches({ match }: Rule, state: PacketState): boolean | undefined {
    const { protocol, port, remote } = this.#connection;
    const fits =
      isAbout(match, this.#connection) &&
      (match.ports?.some((range) => covers(range, state.port ?? port)) ?? true) &&
      (match.remotes === undefined || intersect(match.remotes, remote).length > 0) &&
      (match.when?.(state, protocol) ?? true);
    if (!fits || match.doubt === undefined) {
      return fits;
    }
    if (match.doubt.typically === undefined) {
      this.doubts.add(match.doubt);
    }
    return match.doubt.typically;
  }

  #act(
    rule: Rule,
    chain: Chain,
    before: PacketState,
    arrival: Arrival,
    next: States,
    back: States,
  ): void {
    const { action, change } = rule;
    const state = change?.(before) ?? before;
    switch (action.kind) {
      case "accept":
      case "drop":
        this.#ends.push({
          state,
          verdict: action.kind,
          isPolicy: false,
          path: [...arrival.path, { chain, rule }],
          isSure: arrival.isSure,
        });
        break;
      case "continue":
        next.add(state);
        break;
      case "return":
        this.#leave({ chain, rule }, state, arrival, back);
        break;
      case "undetermined":
        this.#lose(action.doubt);
        break;
      default: {
        const to = action.kind === "jump" ? next : back;
        const onward: Arrival = {
          path: [...arrival.path, { chain, rule }],
          isBase: arrival.isBase && action.kind === "goto",
          isSure: arrival.isSure,
        };
        for (const each of this.#enter(action.chain, state, onward, this.#originOf(rule))) {
          to.add(each);
        }
      }
    }
  }

  #enter(
    chain: Chain | MissingChain,
    state: PacketState,
    arrival: Arrival,
    origin: Origin | null,
  ): readonly PacketState[] {
    if ("doubt" in chain) {
      this.#lose(chain.doubt);
      return [];
    }
    const { path } = arrival;
    if (path.some((point) => point.chain === chain) || path.length > limits.jumpDepth) {
      this.#lose(endlessJump(chain, origin));
      return [];
    }
    return this.#follow(chain, state, arrival);
  }

  /** Returns the line of a rule that applies to the connection. */
  #originOf({ origin, statedBy }: Rule): Origin | null {
    return statedBy?.(this.#connection.remote) ?? origin;
  }

  #lose(doubt: Doubt): void {
    this.doubts.add(doubt);
    this.#isLost = true;
  }
}

/** A set of packet states. */
class States {
  readonly #byKey = new Map<string, PacketState>();

  add(state: PacketState): void {
    this.#byKey.set(keyOf(state), state);
  }

  get all(): readonly PacketState[] {
    return [...this.#byKey.values()];
  }
}
