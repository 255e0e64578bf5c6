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

/** A connection with one machine. */
export interface TracedConnection {
  readonly direction: Direction;
  readonly family: Family;
  readonly protocol: Protocol;
  readonly port: number;
  /** The address of the other machine, as a set of one. */
  readonly remote: AddressSet;
}

/** Which packets of a connection. */
type PacketsOfConnection = "later" | "opening" | "reply";

/** What decides about packets. */
interface Decider {
  readonly packets: PacketsOfConnection;
  /** The rule that decides, or the place that states the policy. */
  readonly decidedBy: Origin | null;
  /** Whether no rule decides, and the policy does. */
  readonly isPolicy: boolean;
  /** The rules that lead to the deciding one, the first of them first. */
  readonly jumps: readonly Origin[];
}

/** What becomes of a connection. */
export interface Trace {
  readonly verdict: "closed" | "open" | "undetermined";
  /** What decides; several if it is in doubt which of them the connection meets. None if no chain filters it. */
  readonly deciders: readonly Decider[];
  /** What made it undetermined. */
  readonly doubts: readonly Doubt[];
}

/**
 * Follows one connection through a packet filter, rule by rule, as the kernel does. It is the typical one where a
 * rule depends on who connects or how often; where it is in doubt for other reasons whether a rule matches, both ways
 * are followed.
 *
 * @throws {@link InvalidConfigurationError} for rules that take too much work
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

/** Notes of packets that conntrack saw whether it leaves out their replies. */
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
 * Returns what accepts packets: the rules of the last base chain in which one does. Where none does, or none for certain,
 * it may be the base chain before, and in the end a policy, the last that the input states.
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
  const policy = policies.findLast(({ decidedBy }) => decidedBy !== null) ?? policies.at(-1);
  return policy ? [...found, policy] : found;
}

/** Where the ways of packets end. */
interface Ends {
  /** The states of those that got through. */
  readonly passing: readonly PacketState[];
  /** What accepted packets, for each base chain that they met. */
  readonly accepted: readonly (readonly Decider[])[];
  /** What dropped packets. */
  readonly dropped: readonly Decider[];
  /** Whether some cannot be followed to their end. */
  readonly isLost: boolean;
}

/** Where a packet is: at a rule of a chain, or behind the last one. */
export interface Point {
  readonly chain: Chain;
  readonly rule: Rule | null;
}

/** Where a packet ends that meets a base chain. */
interface End {
  readonly state: PacketState;
  readonly verdict: "accept" | "drop";
  /** Whether the policy decided: the packet left the base chain where the path ends. */
  readonly isPolicy: boolean;
  /** The rules that led to where it ended, and that point. */
  readonly path: readonly [...Point[], Point];
  /** Whether no rule led there that may not match. */
  readonly isSure: boolean;
}

/** How a packet came to a chain. */
interface Arrival {
  /** The rules that led to it. */
  readonly path: readonly Point[];
  /** Whether it is where the policy decides about what leaves the chain: no jump led to it. */
  readonly isBase: boolean;
  readonly isSure: boolean;
}

/** Where a base chain stops connections. */
export interface Stop {
  /** All base chains that the packets meet. */
  readonly bases: readonly BaseChain[];
  readonly base: BaseChain;
  readonly path: readonly [...Point[], Point];
  /** The state of the packets there. */
  readonly state: PacketState;
}

/** Everything that stops a connection. */
export interface Stops {
  /** What stops its own packets, where what is before it lets them through: of each base chain, in order. */
  readonly stops: readonly Stop[];
  /** Whether its replies may be stopped, even if its own packets pass. */
  readonly stopsReplies: boolean;
  /** Whether it cannot be followed to its end. */
  readonly isLost: boolean;
}

/**
 * Follows one connection as {@link traceConnection} does, and where a base chain stops it, goes on as if it had not:
 * finds all that has to let it through for it to be open.
 *
 * @param rules - of the filter, for all of its connections
 * @throws {@link InvalidConfigurationError} for rules that take too much work
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

  /** Takes packets through base chains as if none stopped them. */
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
    { origin }: BaseChain,
  ): Decider {
    const origins = path.map(({ rule }) => rule && this.#originOf(rule));
    return {
      packets,
      decidedBy: isPolicy ? origin : (origins.at(-1) as Origin | null),
      isPolicy,
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

  /** Takes a packet through a chain, and returns the states in which it may come back. */
  #follow(chain: Chain, start: PacketState, arrival: Arrival): readonly PacketState[] {
    // No rule changes the port of a packet and lets it go on in the chain.
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

  /** Takes a packet out of a chain: back to the one that it came from, or to the policy. */
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

  /** Tells whether a rule matches the packet; `undefined` if that is in doubt for the typical one, too. */
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

  /** Returns the line that states a rule for the connection. */
  #originOf({ origin, statedBy }: Rule): Origin | null {
    return statedBy?.(this.#connection.remote) ?? origin;
  }

  #lose(doubt: Doubt): void {
    this.doubts.add(doubt);
    this.#isLost = true;
  }
}

/** States of packets, each once. */
class States {
  readonly #byKey = new Map<string, PacketState>();

  add(state: PacketState): void {
    this.#byKey.set(keyOf(state), state);
  }

  get all(): readonly PacketState[] {
    return [...this.#byKey.values()];
  }
}
