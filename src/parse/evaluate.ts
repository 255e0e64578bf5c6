import type { Direction, Protocol } from "../dataset/types.ts";
import { InvalidConfigurationError } from "../errors.ts";
import { type AddressSet, addressSet, allAddresses } from "../policy/address-set.ts";
import type { Family } from "../policy/network.ts";
import type { PortRange } from "../policy/types.ts";
import type { Doubt, Match, PacketFilter, Rule } from "./packet-filter.ts";
import { everything, join, joinAll, part, type Region, split, weigh } from "./region.ts";

/** What becomes of the new connections of one direction, family and protocol. */
export interface Verdict {
  /** Those that get through, whatever is not known. */
  readonly open: Region;
  /** Those that may get through and may not, each with why. */
  readonly unknown: readonly { readonly region: Region; readonly doubt: Doubt }[];
}

const allPorts: readonly PortRange[] = [{ from: 1, through: 65535 }];

/**
 * Follows every new connection through a firewall at once, as sets of ports and addresses. Where it
 * is not known whether a rule holds, both is followed: a connection is open only if every way ends in
 * an accept.
 *
 * @throws {@link InvalidConfigurationError} for rules with more combinations than can be followed
 */
export function evaluate(
  filter: PacketFilter,
  direction: Direction,
  family: Family,
  protocol: Protocol,
  budget: Budget,
): Verdict {
  const walk = new Walk((name) => filter.chain?.(direction, name), family, protocol, budget);
  let live = everything(family);
  for (const stage of filter.stages[direction]) {
    if (stage.family === undefined || stage.family === family) {
      const accepted = walk.through(stage.rules, stage.policy, live);
      if (stage.doubt) {
        walk.doubts.push({ region: live, doubt: stage.doubt });
      } else {
        live = accepted;
      }
    }
  }
  const { both, only } = part(live, joinAll(walk.dropped));
  return {
    open: only,
    unknown: walk.doubts
      .map(({ region, doubt }) => ({ region: part(both, region).both, doubt }))
      .filter(({ region }) => region.length > 0),
  };
}

/** The work that may still be done for one configuration, so that none takes for ever. */
export class Budget {
  #left = 4_000_000;

  /** @throws {@link InvalidConfigurationError} once nothing is left */
  spend(work: number): void {
    this.#left -= work;
    if (this.#left < 0) {
      throw new InvalidConfigurationError(
        "the rules combine in more ways than can be followed; expected the rules of a firewall for a server",
        undefined,
        undefined,
      );
    }
  }
}

class Walk {
  readonly dropped: Region[] = [];
  readonly doubts: { readonly region: Region; readonly doubt: Doubt }[] = [];
  readonly #chain: (name: string) => readonly Rule[] | undefined;
  readonly #family: Family;
  readonly #protocol: Protocol;
  readonly #budget: Budget;
  readonly #entered: string[] = [];
  #accepted: Region[] = [];

  constructor(
    chain: (name: string) => readonly Rule[] | undefined,
    family: Family,
    protocol: Protocol,
    budget: Budget,
  ) {
    this.#chain = chain;
    this.#family = family;
    this.#protocol = protocol;
    this.#budget = budget;
  }

  /** Takes connections through a base chain, and gives those that it may accept. */
  through(rules: readonly Rule[], policy: "accept" | "drop", region: Region): Region {
    this.#accepted = [];
    const rest = this.#follow(rules, region);
    (policy === "accept" ? this.#accepted : this.dropped).push(rest);
    return joinAll(this.#accepted);
  }

  /** Takes connections through a chain, and gives those that may come back from it. */
  #follow(rules: readonly Rule[], region: Region): Region {
    const returned: Region[] = [];
    let live = region;
    for (let index = 0; index < rules.length && live.length > 0; ) {
      const { match, action } = rules[index] as Rule;
      const { peers, end } = this.#batch(rules, index);
      index = end;
      this.#budget.spend(1);
      if (peers.length === 0) {
        continue;
      }
      this.#budget.spend(weigh(live) + peers.length);
      const { inside, outside } = split(live, match.ports ?? allPorts, peers);
      if (inside.length === 0) {
        continue;
      }
      if (match.doubt) {
        this.doubts.push({ region: inside, doubt: match.doubt });
      }
      let rest = match.doubt ? live : outside;
      switch (action.kind) {
        case "accept":
          this.#accepted.push(inside);
          break;
        case "drop":
          this.dropped.push(inside);
          break;
        case "return":
          returned.push(inside);
          break;
        case "unknown":
          this.doubts.push({ region: inside, doubt: action.doubt });
          this.#accepted.push(inside);
          this.dropped.push(inside);
          break;
        case "jump":
          rest = join(rest, this.#enter(action.chain, inside));
          break;
        case "goto":
          returned.push(this.#enter(action.chain, inside));
          break;
      }
      live = rest;
    }
    return joinAll([...returned, live]);
  }

  /** The peers for which a rule holds, with those of the rules after it that differ in nothing else. */
  #batch(
    rules: readonly Rule[],
    start: number,
  ): { readonly peers: AddressSet; readonly end: number } {
    const { match, action } = rules[start] as Rule;
    if (!this.#concerns(match)) {
      return { peers: [], end: start + 1 };
    }
    const first = match.peers ?? allAddresses[this.#family];
    if (match.doubt || (action.kind !== "accept" && action.kind !== "drop")) {
      return { peers: first, end: start + 1 };
    }
    const batch = [first];
    let end = start + 1;
    for (; end < rules.length; end++) {
      const next = rules[end] as Rule;
      if (this.#concerns(next.match)) {
        if (
          next.action.kind !== action.kind ||
          next.match.doubt ||
          next.match.peers === undefined ||
          !samePorts(next.match.ports, match.ports)
        ) {
          break;
        }
        batch.push(next.match.peers);
      }
    }
    return { peers: batch.length === 1 ? first : addressSet(batch.flat()), end };
  }

  #concerns({ family, protocols }: Match): boolean {
    return (
      (family === undefined || family === this.#family) &&
      (protocols === undefined || protocols.includes(this.#protocol))
    );
  }

  #enter(chain: string, region: Region): Region {
    const rules = this.#chain(chain);
    if (rules === undefined || this.#entered.includes(chain) || this.#entered.length > 64) {
      const doubt = {
        text: `a rule leads to the chain ${chain}, which is ${rules === undefined ? "not in the text" : "entered from itself, or by too many jumps"}`,
      };
      this.doubts.push({ region, doubt });
      this.#accepted.push(region);
      this.dropped.push(region);
      return region;
    }
    this.#entered.push(chain);
    const back = this.#follow(rules, region);
    this.#entered.pop();
    return back;
  }
}

function samePorts(a: readonly PortRange[] | undefined, b: readonly PortRange[] | undefined) {
  return (
    a === b ||
    (a?.length === b?.length &&
      a?.every(
        ({ from, through }, index) => from === b?.[index]?.from && through === b[index].through,
      ))
  );
}
