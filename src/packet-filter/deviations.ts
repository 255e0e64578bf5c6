import * as limits from "../util/limits.ts";
import type { Budget } from "./budget.ts";
import type { Action, Chain, Doubt, MissingChain, Rule } from "./model.ts";
import { type PacketSet, Union } from "./packet-set.ts";

/** How the fate of a connection may differ from the typical one: it may be dropped, or accepted. */
interface Effects {
  readonly closes: boolean;
  readonly opens: boolean;
}

const both: Effects = { closes: true, opens: true };

/** The possible effects of a chain, and its jump depth. */
interface Within extends Effects {
  readonly depth: number;
}

/** Collects where rules treat other connections differently from the typical one. */
export class Deviations {
  /** The packets that may be dropped for other connections, by reason. */
  readonly closing = new Map<Doubt, Union>();
  /** The packets that may be accepted for other connections, by reason. */
  readonly opening = new Map<Doubt, Union>();
  readonly #budget: Budget;
  readonly #known = new Map<Chain, Within>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /**
   * Adds packets that meet a rule.
   *
   * @param doubt - why the rule treats connections differently
   * @param entered - the chains that the packets have entered
   */
  add(
    doubt: Doubt,
    { action, change }: Pick<Rule, "action" | "change">,
    packets: PacketSet,
    entered: readonly Chain[],
  ): void {
    // A state change, or a rule that other connections bypass, may have any later effect.
    const { closes, opens } = change || doubt.typically ? both : this.#taking(action, entered);
    if (packets.length > 0 && closes) {
      this.#collect(this.closing, doubt, packets);
    }
    if (packets.length > 0 && opens) {
      this.#collect(this.opening, doubt, packets);
    }
  }

  #collect(unions: Map<Doubt, Union>, doubt: Doubt, packets: PacketSet): void {
    const union = unions.get(doubt) ?? new Union(this.#budget);
    unions.set(doubt, union);
    union.add(packets);
  }

  /** Returns the effects of a rule that matches other connections, but not the typical one. */
  #taking(action: Action, entered: readonly Chain[]): Effects {
    switch (action.kind) {
      case "accept":
      case "drop":
        return { closes: action.kind === "drop", opens: action.kind === "accept" };
      case "jump":
        return this.#within(action.chain, entered);
      default:
        return both;
    }
  }

  /** Returns the possible effects of a chain's rules, and the maximum number of chains they jump through. */
  #within(chain: Chain | MissingChain, entered: readonly Chain[]): Within {
    if ("doubt" in chain || entered.includes(chain) || entered.length >= limits.jumpDepth) {
      return { ...both, depth: 0 };
    }
    const known = this.#known.get(chain);
    if (known) {
      return entered.length + known.depth <= limits.jumpDepth ? known : { ...known, ...both };
    }
    this.#budget.spend(chain.rules.length);
    let [closes, opens, depth] = [false, false, 1];
    for (const { action, change } of chain.rules) {
      closes ||= change !== undefined;
      opens ||= change !== undefined;
      if ("chain" in action) {
        const inside = this.#within(action.chain, [...entered, chain]);
        closes ||= inside.closes;
        opens ||= inside.opens;
        depth = Math.max(depth, inside.depth + 1);
      } else {
        closes ||= action.kind === "drop" || action.kind === "undetermined";
        opens ||= action.kind === "accept" || action.kind === "undetermined";
      }
    }
    const found = { closes, opens, depth };
    this.#known.set(chain, found);
    return found;
  }
}
