import type { Family, Origin, Protocol } from "../net/types.ts";
import * as limits from "../util/limits.ts";
import type { Budget } from "./budget.ts";
import { decisionOf, decisionsAbout, originsOf } from "./decisions.ts";
import { Deviations } from "./deviations.ts";
import { endlessJump } from "./endless-jump.ts";
import { joinLayer, type Layers, LayerUnion, packetsOf, putLayer } from "./layers.ts";
import {
  type BaseChain,
  type Chain,
  type Doubt,
  isOfSourcePort,
  type MissingChain,
  type Rule,
} from "./model.ts";
import {
  allOfPorts,
  join,
  mapPackets,
  meet,
  type PacketSet,
  Union,
  without,
} from "./packet-set.ts";
import type { PacketState, PacketStates } from "./packet-state.ts";
import { type Step, Steps } from "./steps.ts";

/** The doubt about packets with too many states. */
const tooManyStates: Doubt = {
  kind: "state",
  reason: "the rules set too many marks, or fill too many sets, to be followed",
  origin: null,
};

/** The outcome for packets, and the doubts about them. */
export interface Outcome {
  readonly open: PacketSet;
  readonly undetermined: PacketSet;
  /** The packets that are dropped if they get there. */
  readonly dropped: PacketSet;
  /** The packets that rules drop which may not match. */
  readonly perhapsDropped: PacketSet;
  /** The undetermined packets that cannot be followed further; neither can their replies. */
  readonly lost: PacketSet;
  /** The packets that may get through, by state. */
  readonly live: Layers;
  readonly doubts: ReadonlyMap<Doubt, Union>;
  /** Where rules treat other connections differently from the typical one. */
  readonly deviations: Deviations;
}

/**
 * The followed connections: only typical ones, whose addresses are in no set that was not read, which stay below every
 * limit and come from usual source ports; all from usual source ports, for which the other rules may or may not match;
 * or those that are typical except for their source port, for which only rules about it may or may not match.
 */
export type Followed = "chosen-port" | "typical" | "usual-port";

/** Follows the connections of one family and protocol through base chains. */
export class Walk {
  readonly #dropped: Union;
  /** Packets dropped by rules that may not match; certain drops take precedence. */
  readonly #perhapsDropped: Union;
  /** Packets that cannot be followed, such as those that enter a missing chain. */
  readonly #lost: Union;
  readonly #doubts = new Map<Doubt, Union>();
  readonly #deviations: Deviations;
  readonly #followed: Followed;
  readonly #family: Family;
  readonly #protocol: Protocol;
  readonly #budget: Budget;
  readonly #states: PacketStates;
  readonly #steps: Steps;
  readonly #policies = new Set<Origin | null>();
  readonly #unfollowed = new Map<Chain, Doubt>();
  readonly #entered: Chain[] = [];
  #accepted: LayerUnion;
  /** Packets accepted by rules that may not match; certain accepts take precedence. */
  #perhaps: LayerUnion;
  /** The number of entered chains that packets may not enter. */
  #doubtful = 0;

  constructor(
    followed: Followed,
    states: PacketStates,
    family: Family,
    protocol: Protocol,
    budget: Budget,
  ) {
    this.#states = states;
    this.#steps = new Steps(family, protocol, budget);
    this.#followed = followed;
    this.#deviations = new Deviations(budget);
    this.#family = family;
    this.#protocol = protocol;
    this.#budget = budget;
    this.#dropped = new Union(budget);
    this.#perhapsDropped = new Union(budget);
    this.#lost = new Union(budget);
    this.#accepted = new LayerUnion(budget);
    this.#perhaps = new LayerUnion(budget);
  }

  /**
   * Follows connections through base chains.
   *
   * @param start - the packets by state
   */
  throughAll(chains: readonly BaseChain[], start: Layers): Outcome {
    let live = start;
    for (const chain of chains) {
      if (chain.family === undefined || chain.family === this.#family) {
        this.#doubtful = chain.doubt ? 1 : 0;
        const accepted = this.#through(chain, live);
        if (chain.doubt) {
          this.#note(chain.doubt, packetsOf(live, this.#budget));
        } else {
          live = accepted;
        }
      }
    }
    const dropped = this.#dropped.packets();
    const perhapsDropped = this.#perhapsDropped.packets();
    const stopped = join(dropped, perhapsDropped, this.#budget);
    const lost = this.#lost.packets();
    const accepted = packetsOf(live, this.#budget);
    return {
      open: without(without(accepted, stopped, this.#budget), lost, this.#budget),
      undetermined: join(meet(stopped, accepted, this.#budget), lost, this.#budget),
      dropped,
      perhapsDropped,
      lost,
      live,
      doubts: this.#doubts,
      deviations: this.#deviations,
    };
  }

  /** Follows packets through a base chain, and returns those it may accept. */
  #through(chain: BaseChain, layers: Layers): Layers {
    this.#accepted = new LayerUnion(this.#budget);
    this.#perhaps = new LayerUnion(this.#budget);
    const met = new Map(layers);
    for (const [state, packets] of layers) {
      if (chain.isOfNat && state.isUntracked) {
        met.delete(state);
        this.#accepted.add(state, packets);
      }
    }
    for (const [state, packets] of this.#follow(chain.rules, met)) {
      if (chain.policy === "accept") {
        this.#accepted.add(state, this.#byPolicy(chain, packets));
      } else {
        (chain.doubt ? this.#perhapsDropped : this.#dropped).add(decidedBy(chain.origin, packets));
      }
    }
    const accepted = new Map(this.#accepted.layers());
    for (const [state, packets] of this.#perhaps.layers()) {
      joinLayer(accepted, state, packets, this.#budget);
    }
    return accepted;
  }

  /**
   * Records the policy of a base chain as the decision, unless a rule decided before. It replaces an earlier
   * policy, unless the chain has no rules (`mangle` after `filter` decides nothing) or the input does not state it.
   */
  #byPolicy({ origin, rules }: BaseChain, packets: PacketSet): PacketSet {
    const decided = mapPackets(packets, ({ remotes, decisions }) => {
      const isFree =
        decisions === undefined ||
        (origin !== null &&
          originsOf(decisions).every(
            (each) => each === null || (rules.length > 0 && this.#policies.has(each)),
          ));
      return { remotes, decisions: isFree ? decisionOf(origin, remotes) : decisions };
    });
    this.#policies.add(origin);
    return decided;
  }

  /** Follows packets through a chain, and returns those that may return from it. */
  #follow(rules: readonly Rule[], layers: Layers): Layers {
    const returned = new LayerUnion(this.#budget);
    for (const port of new Set([...layers.keys()].map((state) => state.port))) {
      const ofPort = new Map([...layers].filter(([state]) => state.port === port));
      for (const group of this.#steps.of(rules, port)) {
        if (ofPort.size === 0) {
          break;
        }
        this.#takeGroup(group, ofPort, returned);
      }
      returned.addAll(ofPort);
    }
    return returned.layers();
  }

  /** Follows packets through steps side by side: each step takes the packets of its own ports. */
  #takeGroup(
    steps: readonly Step[],
    live: Map<PacketState, PacketSet>,
    returned: LayerUnion,
  ): void {
    const [only, ...others] = steps as readonly [Step, ...Step[]];
    if (others.length === 0) {
      this.#take(only, live, returned);
      return;
    }
    const rest = new LayerUnion(this.#budget);
    for (const step of steps) {
      const ports = allOfPorts(this.#family, [step.packets]);
      const own = new Map<PacketState, PacketSet>();
      for (const [state, packets] of live) {
        putLayer(own, state, meet(ports, packets, this.#budget, "second"));
      }
      this.#take(step, own, returned);
      rest.addAll(own);
    }
    const ports = allOfPorts(
      this.#family,
      steps.map(({ packets }) => packets),
    );
    for (const [state, packets] of [...live]) {
      putLayer(live, state, without(packets, ports, this.#budget));
    }
    for (const [state, packets] of rest.layers()) {
      joinLayer(live, state, packets, this.#budget);
    }
  }

  /** Follows packets through a step; packets that continue to the next step remain in `live`. */
  #take(step: Step, live: Map<PacketState, PacketSet>, returned: LayerUnion): void {
    // Packets that the step changes must not traverse it again.
    const after = new LayerUnion(this.#budget);
    for (const [state, packets] of [...live]) {
      if (step.when?.(state, this.#protocol) ?? true) {
        const met = this.#asFollowed(step, packets);
        if (met) {
          this.#match(met, state, live, after, returned);
        }
      }
    }
    for (const [state, packets] of after.layers()) {
      joinLayer(live, state, packets, this.#budget);
    }
  }

  #match(
    step: Step,
    state: PacketState,
    live: Map<PacketState, PacketSet>,
    after: LayerUnion,
    returned: LayerUnion,
  ): void {
    const { action, doubt, change } = step;
    // Cached sets cost nothing, but following the rules does.
    this.#budget.spend(limits.stepWork);
    const packets = live.get(state) as PacketSet;
    const decides = action.kind === "accept" || action.kind === "drop";
    const inside = meet(step.packets, packets, this.#budget, decides ? "first" : "second");
    if (inside.length === 0) {
      return;
    }
    if (doubt) {
      this.#note(doubt, inside);
    } else {
      putLayer(live, state, without(packets, step.packets, this.#budget));
    }
    const next = change ? this.#states.findChanged(change(state)) : state;
    if (next) {
      this.#act(step, next, inside, after, returned);
    } else {
      this.#lose(tooManyStates, inside);
    }
  }

  #act(
    step: Step,
    state: PacketState,
    packets: PacketSet,
    after: LayerUnion,
    returned: LayerUnion,
  ): void {
    const { action, doubt } = step;
    const isSure = doubt === undefined && this.#doubtful === 0;
    switch (action.kind) {
      case "accept":
        (isSure ? this.#accepted : this.#perhaps).add(state, attributed(packets));
        break;
      case "drop":
        (isSure ? this.#dropped : this.#perhapsDropped).add(attributed(packets));
        break;
      case "continue":
        after.add(state, packets);
        break;
      case "return":
        returned.add(state, packets);
        break;
      case "undetermined":
        this.#lose(action.doubt, packets);
        break;
      case "jump":
        after.addAll(this.#enter(action.chain, step, state, packets));
        break;
      case "goto":
        returned.addAll(this.#enter(action.chain, step, state, packets));
        break;
    }
  }

  /** Returns a step as it applies to the followed connections; `undefined` if it matches none of them. */
  #asFollowed(step: Step, live: PacketSet): Step | undefined {
    const { doubt, packets } = step;
    if (doubt?.typically === undefined || !this.#isKnown(doubt)) {
      return step;
    }
    this.#deviations.add(doubt, step, meet(packets, live, this.#budget), this.#entered);
    return doubt.typically ? { ...step, doubt: undefined } : undefined;
  }

  /** Returns whether it is known if a rule matches the followed connections. */
  #isKnown({ kind }: Doubt): boolean {
    switch (this.#followed) {
      case "typical":
        return true;
      case "usual-port":
        return kind === "unusual-port";
      case "chosen-port":
        return !isOfSourcePort(kind);
    }
  }

  #enter(
    chain: Chain | MissingChain,
    { origin, doubt: isDoubtful }: Step,
    state: PacketState,
    packets: PacketSet,
  ): Layers {
    if ("doubt" in chain) {
      this.#lose(chain.doubt, packets);
      return new Map();
    }
    if (this.#entered.includes(chain) || this.#entered.length >= limits.jumpDepth) {
      const doubt = this.#unfollowed.get(chain) ?? endlessJump(chain, origin);
      this.#unfollowed.set(chain, doubt);
      this.#lose(doubt, packets);
      return new Map();
    }
    this.#entered.push(chain);
    this.#doubtful += isDoubtful ? 1 : 0;
    const back = this.#follow(chain.rules, new Map([[state, packets]]));
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
}

function decidedBy(origin: Origin | null, packets: PacketSet): PacketSet {
  return mapPackets(packets, ({ remotes }) => ({
    remotes,
    decisions: decisionOf(origin, remotes),
  }));
}

/** Restricts the decisions about packets to their own addresses. */
function attributed(packets: PacketSet): PacketSet {
  return mapPackets(packets, ({ remotes, decisions }) => ({
    remotes,
    decisions: decisions && decisionsAbout(remotes, decisions),
  }));
}
