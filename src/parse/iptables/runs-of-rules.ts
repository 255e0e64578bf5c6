import { travelDirection, type View } from "../../packet-filter/model.ts";
import { remembered } from "../../util/remembered.ts";
import type { Chain, Option, Rule } from "./ruleset.ts";

/** Consecutive rules that differ only in the remote address, such as the bans of a list. Lists may be very long. */
export interface RunOfRules {
  /** All of them as one rule: options accept several comma-separated addresses. */
  readonly merged: Rule;
  readonly rules: readonly Rule[];
}

/**
 * Splits the rules of a chain into runs, each of which can be compiled as one rule. An accepting rule is a run of its
 * own, because it is named as what opened ports.
 */
export function runsOfRules(chain: Chain, view: View): readonly RunOfRules[] {
  return runs[travelDirection(view)](chain.rules);
}

/** The runs by the packets' direction of travel, which determines the end with the remote address. */
const runs = {
  inbound: remembered((rules: readonly Rule[]) => split(rules, "-s")),
  outbound: remembered((rules: readonly Rule[]) => split(rules, "-d")),
} as const;

function split(rules: readonly Rule[], end: "-d" | "-s"): readonly RunOfRules[] {
  const found: RunOfRules[] = [];
  for (let start = 0; start < rules.length; ) {
    const first = rules[start] as Rule;
    let through = start + 1;
    if (isBan(first, end)) {
      while (through < rules.length && isAlike(first, rules[through] as Rule, end)) {
        through++;
      }
    }
    found.push(runOf(rules.slice(start, through), end));
    start = through;
  }
  return found;
}

/** The options of bans besides the address; none of them depends on its line. */
const others: ReadonlySet<string> = new Set(["-p", "-m", "--dport", "--dports", "--comment"]);

/** Returns whether a rule has one remote address and looks like a ban written by a tool. */
function isBan({ conditions, target }: Rule, end: string): boolean {
  return (
    target !== undefined &&
    target.word !== "ACCEPT" &&
    conditions.filter((option) => isAddress(option, end)).length === 1 &&
    conditions.every(
      (option) => isAddress(option, end) || others.has(option.name) || isNotLoopback(option),
    )
  );
}

/** Returns whether an option is a supported network outside loopback. */
function isAddress({ name, negated, values }: Option, end: string): boolean {
  return (
    name === end &&
    !negated &&
    values.length === 1 &&
    /^(?!127\.|::1)(?:\d+\.\d+\.\d+\.\d+|[\da-f:]+)(?:\/\d+)?$/i.test(values[0] as string)
  );
}

function isNotLoopback({ name, negated, values }: Option): boolean {
  return (name === "-i" || name === "-o") && negated && values[0] === "lo";
}

/** Returns whether two rules differ only in the address and comments. */
function isAlike(a: Rule, b: Rule, end: string): boolean {
  return (
    a.target !== undefined &&
    b.target !== undefined &&
    a.target.word === b.target.word &&
    a.target.kind === b.target.kind &&
    haveSameOptions(a.target.options, b.target.options, () => false) &&
    haveSameOptions(
      a.conditions,
      b.conditions,
      (option) => isAddress(option, end) || option.name === "--comment",
    )
  );
}

/** @param mayDiffer - returns whether the values of an option may differ */
function haveSameOptions(
  a: readonly Option[],
  b: readonly Option[],
  mayDiffer: (option: Option) => boolean,
): boolean {
  return (
    a.length === b.length &&
    a.every((option, index) => {
      const other = b[index] as Option;
      return (
        option.name === other.name &&
        option.negated === other.negated &&
        ((mayDiffer(option) && mayDiffer(other)) || option.values.join() === other.values.join())
      );
    })
  );
}

function runOf(rules: readonly Rule[], end: string): RunOfRules {
  const [first] = rules as readonly [Rule];
  if (rules.length === 1) {
    return { merged: first, rules };
  }
  const addresses = rules.map(
    ({ conditions }) => conditions.find(({ name }) => name === end)?.values[0],
  );
  const conditions = first.conditions.map((option) =>
    option.name === end ? { ...option, values: [addresses.join()] } : option,
  );
  return { merged: { ...first, conditions }, rules };
}
