import type { Direction, Protocol } from "../dataset/types.ts";
import { addressSet, allAddresses } from "../net/address-set.ts";
import type { Family } from "../net/network.ts";
import type { PortRange } from "../policy/types.ts";
import type { Budget } from "./budget.ts";
import type { Action, Doubt, Match, PacketFilter, Packets, Rule, Stage } from "./model.ts";
import { everything, join, joinAll, meet, type Region, Union, without } from "./packet-set.ts";

/** What becomes of the new connections of one direction, family and protocol. */
export interface Verdict {
  /** Those that get through, whatever is not known. */
  readonly open: Region;
  /** Those that may get through and may not, each with why. */
  readonly unknown: readonly { readonly region: Region; readonly doubt: Doubt }[];
  /** Whether some get through, and there are none whose answers may. */
  readonly isWithoutAnswers: boolean;
}

/**
 * Follows every new connection through a firewall at once, as sets of ports and addresses. Where it
 * is not known whether a rule holds, both is followed: a connection is open only if every way ends in
 * an accept, and so do those of the answers to it.
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
  const follow = (stages: readonly Stage[], packets: Packets) =>
    new Walk((name) => filter.chain?.(packets, name), family, protocol, budget).throughAll(stages);
  const first = follow(filter.stages[direction], { direction, areAnswers: false });
  const reaches = first.open.length > 0 || first.unknown.length > 0;
  const answers =
    filter.answers && reaches
      ? follow(filter.answers[direction], { direction, areAnswers: true })
      : undefined;
  const { open, unknown } = answers ? both(first, answers, budget) : first;
  return {
    open,
    unknown: [...first.doubts, ...(answers?.doubts ?? [])]
      .map(([doubt, regions]) => ({ region: meet(regions.region(), unknown, budget), doubt }))
      .filter(({ region }) => region.length > 0),
    isWithoutAnswers:
      first.open.length > 0 && answers?.open.length === 0 && answers.unknown.length === 0,
  };
}

/** What becomes of packets, and where something was not known. */
interface Outcome {
  readonly open: Region;
  readonly unknown: Region;
  /** Those among the unknown that may go on to another port, from which their answers come. */
  readonly lost: Region;
  readonly doubts: ReadonlyMap<Doubt, Union>;
}

/** Of connections, what passes of both the packets that open them and the answers. */
function both(first: Outcome, answers: Outcome, budget: Budget): Pick<Outcome, "open" | "unknown"> {
  const open = meet(first.open, answers.open, budget);
  const possible = meet(
    join(first.open, first.unknown, budget),
    join(answers.open, answers.unknown, budget),
    budget,
  );
  return { open, unknown: join(without(possible, open, budget), first.lost, budget) };
}

/** A rule, or several rules in one, for the connections of one family and protocol. */
interface Step {
  readonly region: Region;
  readonly action: Action;
  readonly doubt: Doubt | undefined;
}

/** So many chains may be entered from each other; no kernel allows more. */
const deepest = 64;

class Walk {
  readonly #dropped: Union;
  /** Those that cannot be followed any further, such as what goes on to another port. */
  readonly #lost: Union;
  readonly #doubts = new Map<Doubt, Union>();
  readonly #chain: (name: string) => readonly Rule[] | undefined;
  readonly #family: Family;
  readonly #protocol: Protocol;
  readonly #budget: Budget;
  readonly #steps = new Map<readonly Rule[], readonly Step[]>();
  readonly #missing = new Map<string, Doubt>();
  readonly #entered: string[] = [];
  #accepted: Union;

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
    this.#dropped = new Union(budget);
    this.#lost = new Union(budget);
    this.#accepted = new Union(budget);
  }

  /** Takes connections through base chains. */
  throughAll(stages: readonly Stage[]): Outcome {
    let live = everything(this.#family);
    for (const stage of stages) {
      if (stage.family === undefined || stage.family === this.#family) {
        const accepted = this.#through(stage.rules, stage.policy, live);
        if (stage.doubt) {
          this.#note(stage.doubt, live);
        } else {
          live = accepted;
        }
      }
    }
    const dropped = this.#dropped.region();
    const lost = this.#lost.region();
    return {
      open: without(without(live, dropped, this.#budget), lost, this.#budget),
      unknown: join(meet(dropped, live, this.#budget), lost, this.#budget),
      lost,
      doubts: this.#doubts,
    };
  }

  /** Takes connections through a base chain, and gives those that it may accept. */
  #through(rules: readonly Rule[], policy: "accept" | "drop", region: Region): Region {
    this.#accepted = new Union(this.#budget);
    const rest = this.#follow(rules, region);
    (policy === "accept" ? this.#accepted : this.#dropped).add(rest);
    return this.#accepted.region();
  }

  /** Takes connections through a chain, and gives those that may come back from it. */
  #follow(rules: readonly Rule[], region: Region): Region {
    const returned = new Union(this.#budget);
    let live = region;
    for (const step of this.#stepsOf(rules)) {
      if (live.length === 0) {
        break;
      }
      const inside = meet(step.region, live, this.#budget);
      if (inside.length === 0) {
        continue;
      }
      if (step.doubt) {
        this.#note(step.doubt, inside);
      } else {
        live = without(live, step.region, this.#budget);
      }
      switch (step.action.kind) {
        case "accept":
          this.#accepted.add(inside);
          break;
        case "drop":
          this.#dropped.add(inside);
          break;
        case "return":
          returned.add(inside);
          break;
        case "unknown":
          this.#lose(step.action.doubt, inside);
          break;
        case "jump":
          live = join(live, this.#enter(step.action.chain, inside), this.#budget);
          break;
        case "goto":
          returned.add(this.#enter(step.action.chain, inside));
          break;
      }
    }
    returned.add(live);
    return returned.region();
  }

  #enter(chain: string, region: Region): Region {
    const rules = this.#chain(chain);
    const isTooDeep = this.#entered.includes(chain) || this.#entered.length >= deepest;
    if (rules === undefined || isTooDeep) {
      const text = `a rule leads to the chain ${chain}, which is ${rules === undefined ? "not in the text" : "entered from itself, or by too many jumps"}`;
      const doubt = this.#missing.get(text) ?? { text };
      this.#missing.set(text, doubt);
      this.#lose(doubt, region);
      return [];
    }
    this.#entered.push(chain);
    const back = this.#follow(rules, region);
    this.#entered.pop();
    return back;
  }

  #lose(doubt: Doubt, region: Region): void {
    this.#note(doubt, region);
    this.#lost.add(region);
  }

  #note(doubt: Doubt, region: Region): void {
    const regions = this.#doubts.get(doubt) ?? new Union(this.#budget);
    this.#doubts.set(doubt, regions);
    regions.add(region);
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
      steps.push(...this.#decide(concerned.slice(start, end)));
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

  /** Rules that are like each other as a step for each action, whose connections are apart. */
  #decide(rules: readonly Rule[]): readonly Step[] {
    const [{ match, action }] = rules as readonly [Rule];
    if (rules.every((rule) => rule.action.kind === action.kind && samePorts(rule.match, match))) {
      return [{ region: this.#regionOf(rules), action, doubt: match.doubt }];
    }
    const middle = rules.length >> 1;
    const steps = [...this.#decide(rules.slice(0, middle))];
    const taken = joinAll(
      steps.map(({ region }) => region),
      this.#budget,
    );
    for (const step of this.#decide(rules.slice(middle))) {
      const region = without(step.region, taken, this.#budget);
      const index = steps.findIndex((each) => each.action.kind === step.action.kind);
      const before = steps[index];
      if (before) {
        steps[index] = { ...before, region: join(before.region, region, this.#budget) };
      } else {
        steps.push({ ...step, region });
      }
    }
    return steps;
  }

  /** The connections for which any of some rules holds that differ in their peers alone. */
  #regionOf(rules: readonly Rule[]): Region {
    const sets = rules.map(({ match }) => match.peers ?? allAddresses[this.#family]);
    const peers = sets.length === 1 ? (sets[0] as (typeof sets)[0]) : addressSet(sets.flat());
    const ports: readonly PortRange[] = rules[0]?.match.ports ?? everything(this.#family);
    this.#budget.spend(ports.length + peers.length);
    return peers.length === 0 ? [] : ports.map(({ from, through }) => ({ from, through, peers }));
  }
}

/** Whether two rules that follow each other can be decided in one: both end the way, or jump alike. */
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
