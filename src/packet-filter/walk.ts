import { addressSet, allAddresses } from "../net/address-set.ts";
import type { PortInterval } from "../net/port-map.ts";
import type { Family, Origin, PortRange, Protocol } from "../net/types.ts";
import { oneLine } from "../util/excerpt.ts";
import * as limits from "../util/limits.ts";
import type { Budget } from "./budget.ts";
import { decisionOf, decisionsAbout, decisionsOf, originsOf } from "./decisions.ts";
import { Deviations } from "./deviations.ts";
import type { Action, BaseChain, Chain, Doubt, Match, MissingChain, Rule } from "./model.ts";
import {
  allPackets,
  join,
  joinAll,
  meet,
  type PacketSet,
  type Packets,
  Union,
  without,
} from "./packet-set.ts";

/** What becomes of packets, and where something was in doubt. */
export interface Outcome {
  readonly open: PacketSet;
  readonly undetermined: PacketSet;
  /** Those of the undetermined that cannot be followed any further; their replies are not either. */
  readonly lost: PacketSet;
  readonly doubts: ReadonlyMap<Doubt, Union>;
  /** Where rules treat the typical connection and others in different ways. */
  readonly deviations: Deviations;
}

/**
 * Which connections are followed: the typical ones, which are in no set that was not read and stay below
 * every limit; or all, for which such rules may match, or not.
 */
export type Followed = "all" | "typical";

/** A rule, or several rules in one, for the connections of one family and protocol. */
interface Step {
  readonly packets: PacketSet;
  readonly action: Action;
  readonly origin: Origin | null;
  readonly doubt: Doubt | undefined;
}

/** Takes the connections of one family and protocol through base chains. */
export class Walk {
  readonly #dropped: Union;
  /** Packets that cannot be followed: those that go on to another port, or into a chain that is missing. */
  readonly #lost: Union;
  readonly #doubts = new Map<Doubt, Union>();
  readonly #deviations: Deviations;
  readonly #isTypical: boolean;
  readonly #family: Family;
  readonly #protocol: Protocol;
  readonly #budget: Budget;
  readonly #steps = new Map<readonly Rule[], readonly Step[]>();
  readonly #policies = new Set<Origin | null>([null]);
  readonly #unfollowed = new Map<Chain, Doubt>();
  readonly #entered: Chain[] = [];
  #accepted: Union;
  /** Packets that rules accept which may not match; what accepts them for certain comes first. */
  #perhaps: Union;
  /** How many of the chains were entered by rules that may not match. */
  #doubtful = 0;

  constructor(followed: Followed, family: Family, protocol: Protocol, budget: Budget) {
    this.#isTypical = followed === "typical";
    this.#deviations = new Deviations(budget);
    this.#family = family;
    this.#protocol = protocol;
    this.#budget = budget;
    this.#dropped = new Union(budget);
    this.#lost = new Union(budget);
    this.#accepted = new Union(budget);
    this.#perhaps = new Union(budget);
  }

  /** Takes connections through base chains. */
  throughAll(chains: readonly BaseChain[]): Outcome {
    let live = allPackets(this.#family);
    for (const chain of chains) {
      if (chain.family === undefined || chain.family === this.#family) {
        const accepted = this.#through(chain, live);
        if (chain.doubt) {
          this.#note(chain.doubt, live);
        } else {
          live = accepted;
        }
      }
    }
    const dropped = this.#dropped.packets();
    const lost = this.#lost.packets();
    return {
      open: without(without(live, dropped, this.#budget), lost, this.#budget),
      undetermined: join(meet(dropped, live, this.#budget), lost, this.#budget),
      lost,
      doubts: this.#doubts,
      deviations: this.#deviations,
    };
  }

  /** Takes packets through a base chain, and returns those it may accept. */
  #through(chain: BaseChain, packets: PacketSet): PacketSet {
    this.#accepted = new Union(this.#budget);
    this.#perhaps = new Union(this.#budget);
    const rest = this.#follow(chain.rules, packets);
    if (chain.policy === "accept") {
      this.#accepted.add(this.#byPolicy(chain, rest));
    } else {
      this.#dropped.add(rest);
    }
    return join(this.#accepted.packets(), this.#perhaps.packets(), this.#budget);
  }

  /**
   * Names the policy of a base chain as what decided, unless a rule did before. An earlier policy gives
   * way, but not to that of a chain without rules: `mangle` after `filter` decides nothing.
   */
  #byPolicy({ origin, rules }: BaseChain, packets: PacketSet): PacketSet {
    const known = new Map<Packets, Packets>();
    const byPolicy = ({ remotes, decisions }: Packets): Packets => {
      const isFree =
        decisions === undefined ||
        (rules.length > 0 && originsOf(decisions).every((each) => this.#policies.has(each)));
      return { remotes, decisions: isFree ? decisionOf(origin, remotes) : decisions };
    };
    const decided = packets.map(({ from, through, value }) => {
      const named = known.get(value) ?? byPolicy(value);
      known.set(value, named);
      return { from, through, value: named };
    });
    this.#policies.add(origin);
    return decided;
  }

  /** Takes packets through a chain, and returns those that may come back from it. */
  #follow(rules: readonly Rule[], packets: PacketSet): PacketSet {
    const returned = new Union(this.#budget);
    let live = packets;
    for (const each of this.#stepsOf(rules)) {
      if (live.length === 0) {
        break;
      }
      const step = this.#isTypical ? this.#typicalOf(each, live) : each;
      if (step === undefined) {
        continue;
      }
      const { action } = step;
      // A jump or a return decides nothing.
      const keep = "chain" in action || action.kind === "return" ? "second" : "first";
      const inside = meet(step.packets, live, this.#budget, keep);
      if (inside.length === 0) {
        continue;
      }
      if (step.doubt) {
        this.#note(step.doubt, inside);
      } else {
        live = without(live, step.packets, this.#budget);
      }
      switch (action.kind) {
        case "accept":
          (step.doubt || this.#doubtful > 0 ? this.#perhaps : this.#accepted).add(
            attributed(inside),
          );
          break;
        case "drop":
          this.#dropped.add(inside);
          break;
        case "return":
          returned.add(inside);
          break;
        case "undetermined":
          this.#lose(action.doubt, inside);
          break;
        case "jump":
          live = join(live, this.#enter(action.chain, step, inside), this.#budget);
          break;
        case "goto":
          returned.add(this.#enter(action.chain, step, inside));
          break;
      }
    }
    returned.add(live);
    return returned.packets();
  }

  /** Returns a step as the typical connection meets it; `undefined` if it does not match that. */
  #typicalOf(step: Step, live: PacketSet): Step | undefined {
    const { doubt, action, packets } = step;
    if (doubt?.typically === undefined) {
      return step;
    }
    this.#deviations.add(doubt, action, meet(packets, live, this.#budget), this.#entered);
    return doubt.typically ? { ...step, doubt: undefined } : undefined;
  }

  #enter(
    chain: Chain | MissingChain,
    { origin, doubt: isDoubtful }: Step,
    packets: PacketSet,
  ): PacketSet {
    if ("doubt" in chain) {
      this.#lose(chain.doubt, packets);
      return [];
    }
    if (this.#entered.includes(chain) || this.#entered.length >= limits.jumpDepth) {
      const doubt: Doubt = this.#unfollowed.get(chain) ?? {
        kind: "not-understood",
        reason: `a rule leads to the chain ${oneLine(chain.name)}, which is entered from itself or by too many jumps`,
        origin,
      };
      this.#unfollowed.set(chain, doubt);
      this.#lose(doubt, packets);
      return [];
    }
    this.#entered.push(chain);
    this.#doubtful += isDoubtful ? 1 : 0;
    const back = this.#follow(chain.rules, packets);
    this.#doubtful -= isDoubtful ? 1 : 0;
    this.#entered.pop();
    return back;
  }

  #lose(doubt: Doubt, packets: PacketSet): void {
    this.#note(doubt, packets);
    this.#lost.add(packets);
  }

  #note(doubt: Doubt, packets: PacketSet): void {
    const union = this.#doubts.get(doubt) ?? new Union(this.#budget);
    this.#doubts.set(doubt, union);
    union.add(packets);
  }

  /** The rules of a chain that concern the family and the protocol, in as few steps as they take. */
  #stepsOf(rules: readonly Rule[]): readonly Step[] {
    const known = this.#steps.get(rules);
    if (known) {
      return known;
    }
    this.#budget.spend(rules.length);
    const concerned = rules.filter(({ match }) => this.#concerns(match));
    const steps: Step[] = [];
    for (let start = 0; start < concerned.length; ) {
      const first = concerned[start] as Rule;
      let end = start + 1;
      while (end < concerned.length && isLike(first, concerned[end] as Rule)) {
        end++;
      }
      steps.push(...this.#stepsOfLike(concerned.slice(start, end)));
      start = end;
    }
    this.#steps.set(rules, steps);
    return steps;
  }

  #concerns({ family, protocols }: Match): boolean {
    return (
      (family === undefined || family === this.#family) &&
      (protocols === undefined || protocols.includes(this.#protocol))
    );
  }

  /** Turns rules that are like each other into a step for each action, whose packets are disjoint. */
  #stepsOfLike(rules: readonly Rule[]): readonly Step[] {
    const [{ match, action, origin }] = rules as readonly [Rule];
    if (rules.every((rule) => rule.action.kind === action.kind && samePorts(rule.match, match))) {
      return [{ packets: this.#packetsOf(rules), action, origin, doubt: match.doubt }];
    }
    const middle = rules.length >> 1;
    const steps = [...this.#stepsOfLike(rules.slice(0, middle))];
    const taken = joinAll(
      steps.map(({ packets }) => packets),
      this.#budget,
    );
    for (const step of this.#stepsOfLike(rules.slice(middle))) {
      const packets = without(step.packets, taken, this.#budget);
      const index = steps.findIndex((each) => each.action.kind === step.action.kind);
      const before = steps[index];
      if (before) {
        steps[index] = { ...before, packets: join(before.packets, packets, this.#budget) };
      } else {
        steps.push({ ...step, packets });
      }
    }
    return steps;
  }

  /** The packets that any of some rules match which differ in their remote addresses only. */
  #packetsOf(rules: readonly Rule[]): PacketSet {
    const sets = rules.map(({ match }) => match.remotes ?? allAddresses[this.#family]);
    const [first] = rules as readonly [Rule];
    const remotes = sets.length === 1 ? (sets[0] as (typeof sets)[0]) : addressSet(sets.flat());
    const ports: readonly PortRange[] = first.match.ports ?? [{ from: 1, through: 65535 }];
    this.#budget.spend(ports.length + remotes.length);
    if (remotes.length === 0) {
      return [];
    }
    const value: Packets = {
      remotes,
      // Only open ports name what decided.
      decisions:
        first.action.kind === "accept"
          ? decisionsOf(
              rules.map(({ origin }) => origin),
              sets,
              remotes,
            )
          : undefined,
    };
    return ports.map(({ from, through }): PortInterval<Packets> => ({ from, through, value }));
  }
}

/** Packets about which rules decided: of the addresses of the rules, about theirs only. */
function attributed(packets: PacketSet): PacketSet {
  const known = new Map<Packets, Packets>();
  return packets.map(({ from, through, value }) => {
    const { remotes, decisions } = value;
    const own = known.get(value) ?? {
      remotes,
      decisions: decisions && decisionsAbout(remotes, decisions),
    };
    known.set(value, own);
    return { from, through, value: own };
  });
}

/** Tells whether two adjacent rules can be one step: both end the way of a packet, or jump alike. */
function isLike(a: Rule, b: Rule): boolean {
  const ends = ({ action }: Rule) => action.kind === "accept" || action.kind === "drop";
  return (
    a.match.doubt === undefined &&
    b.match.doubt === undefined &&
    (ends(a)
      ? ends(b)
      : a.action.kind === b.action.kind &&
        "chain" in a.action &&
        "chain" in b.action &&
        a.action.chain === b.action.chain)
  );
}

function samePorts({ ports: a }: Match, { ports: b }: Match): boolean {
  return (
    a === b ||
    (a !== undefined &&
      b !== undefined &&
      a.length === b.length &&
      a.every(
        ({ from, through }, index) => from === b[index]?.from && through === b[index].through,
      ))
  );
}
