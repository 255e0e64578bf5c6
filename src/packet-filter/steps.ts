import { allAddresses, uniteAll } from "../net/address-set.ts";
import { isMinority } from "../net/is-minority.ts";
import type { PortInterval } from "../net/port-map.ts";
import { covers } from "../net/port-range.ts";
import type { Family, Origin, PortRange, Protocol } from "../net/types.ts";
import type { Budget } from "./budget.ts";
import { decisionsOf } from "./decisions.ts";
import type { Action, Doubt, Match, Rule } from "./model.ts";
import { join, joinAll, type PacketSet, type Packets, without } from "./packet-set.ts";
import type { StateChange, StateTest } from "./packet-state.ts";
import { sideBySide } from "./side-by-side.ts";

/** A rule, or several combined rules, for the connections of one family and protocol. */
export interface Step {
  readonly packets: PacketSet;
  readonly action: Action;
  readonly origin: Origin | null;
  readonly doubt: Doubt | undefined;
  readonly when: StateTest | undefined;
  readonly change: StateChange | undefined;
}

/** The steps of a chain, in groups that are processed side by side. */
type StepGroups = readonly (readonly Step[])[];

/** Compiles chains to steps for the connections of one family and protocol. */
export class Steps {
  readonly #family: Family;
  readonly #protocol: Protocol;
  readonly #budget: Budget;
  readonly #groups = new Map<number | undefined, Map<readonly Rule[], StepGroups>>();

  constructor(family: Family, protocol: Protocol, budget: Budget) {
    this.#family = family;
    this.#protocol = protocol;
    this.#budget = budget;
  }

  /**
   * Returns the rules of a chain for the family and protocol, as few steps as possible, in groups that are
   * processed side by side.
   *
   * @param port - the port to which the connections were redirected; `undefined` for their own
   */
  of(rules: readonly Rule[], port: number | undefined): StepGroups {
    const ofPort = this.#groups.get(port) ?? new Map<readonly Rule[], StepGroups>();
    this.#groups.set(port, ofPort);
    const known = ofPort.get(rules);
    if (known) {
      return known;
    }
    this.#budget.spend(rules.length);
    const concerned = atPort(
      rules.filter(({ match }) => this.#concerns(match)),
      port,
    );
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
    const groups = sideBySide(steps);
    ofPort.set(rules, groups);
    return groups;
  }

  #concerns({ family, protocols }: Match): boolean {
    return (
      (family === undefined || family === this.#family) &&
      (protocols === undefined || protocols.includes(this.#protocol))
    );
  }

  /** Turns similar rules into one step per action, with disjoint packets. */
  #stepsOfLike(rules: readonly Rule[]): readonly Step[] {
    const [{ match, action, origin, change }] = rules as readonly [Rule];
    if (rules.every((rule) => rule.action.kind === action.kind && samePorts(rule.match, match))) {
      const { doubt, when } = match;
      return [{ packets: this.#packetsOf(rules), action, origin, doubt, when, change }];
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

  /** Returns the rules that may decide about most addresses; rules of a ban list do not. */
  #named(rules: readonly Rule[]): readonly Rule[] {
    const [{ action }] = rules as readonly [Rule];
    if (action.kind === "drop" && rules.length > 1) {
      return rules.filter(
        ({ match }) => !match.remotes || !isMinority(match.remotes, this.#family),
      );
    }
    return action.kind === "accept" || action.kind === "drop" ? rules : [];
  }

  /** Returns the packets that match any of some rules that differ only in their remote addresses. */
  #packetsOf(rules: readonly Rule[]): PacketSet {
    const sets = rules.map(({ match }) => match.remotes ?? allAddresses[this.#family]);
    const [first] = rules as readonly [Rule];
    const remotes = uniteAll(sets, (work) => this.#budget.spend(work));
    const ports: readonly PortRange[] = first.match.ports ?? [{ from: 1, through: 65535 }];
    this.#budget.spend(ports.length);
    if (remotes.length === 0) {
      return [];
    }
    const named = this.#named(rules);
    const value: Packets = {
      remotes,
      decisions:
        named.length > 0
          ? decisionsOf(
              named.map(({ origin }) => origin),
              named.map(({ match }) => match.remotes ?? allAddresses[this.#family]),
              remotes,
            )
          : undefined,
    };
    return ports.map(({ from, through }): PortInterval<Packets> => ({ from, through, value }));
  }
}

/** Returns the rules that match connections redirected to a port, regardless of their original port. */
function atPort(rules: readonly Rule[], port: number | undefined): readonly Rule[] {
  return port === undefined
    ? rules
    : rules
        .filter(({ match }) => match.ports?.some((range) => covers(range, port)) ?? true)
        .map((rule) => ({ ...rule, match: { ...rule.match, ports: undefined } }));
}

/** Returns whether two adjacent rules can be one step: both are terminating, or both jump to the same chain. */
function isLike(a: Rule, b: Rule): boolean {
  const ends = ({ action }: Rule) => action.kind === "accept" || action.kind === "drop";
  return (
    isPlain(a) &&
    isPlain(b) &&
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

/** Returns whether a rule matches for certain in any packet state, and does not change the state. */
function isPlain({ match: { doubt, when }, change }: Rule): boolean {
  return doubt === undefined && when === undefined && change === undefined;
}
