import * as limits from "../util/limits.ts";
import type { Budget } from "./budget.ts";
import type { Action, Chain, Doubt, MissingChain, Rule } from "./model.ts";
import { type PacketSet, Union } from "./packet-set.ts";

/** How a connection may fare differently from the typical one: be dropped, or get through. */
interface Effects {
  readonly closes: boolean;
  readonly opens: boolean;
}

const both: Effects = { closes: true, opens: true };

/** What a chain may do, and how many chains packets are in then. */
interface Within extends Effects {
  readonly depth: number;
}

/** Collects where rules treat the typical connection and others in different ways. */
export class Deviations {
  /** The packets of the typical connections that may be dropped for others, by why. */
  readonly closing = new Map<Doubt, Union>();
  /** The packets of the typical connections that may get through for others, by why. */
  readonly opening = new Map<Doubt, Union>();
  readonly #budget: Budget;
  readonly #known = new Map<Chain, Within>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  /**
   * Adds packets that meet a rule.
   *
   * @param doubt - why the rule treats connections in different ways
   * @param entered - the chains that the packets are in
   */
  add(
    doubt: Doubt,
    { action, change }: Pick<Rule, "action" | "change">,
    packets: PacketSet,
    entered: readonly Chain[],
  ): void {
    // What a rule changes, or others pass by, may lead to anything later.
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

  /** What a rule does to those it matches, and not to the typical connection. */
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

  /** What the rules of a chain may do to packets, and how many chains they lead through at most. */
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
