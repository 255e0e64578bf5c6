import { travelDirection, type View } from "../../packet-filter/model.ts";
import { remembered } from "../../util/remembered.ts";
import type { Chain, Option, Rule } from "./ruleset.ts";

/** Rules in a row that are alike but for the remote address: the bans of a list, of which there may be very many. */
export interface RunOfRules {
  /** All of them in one: the options take several addresses with commas between. */
  readonly merged: Rule;
  readonly rules: readonly Rule[];
}

/**
 * Splits the rules of a chain into runs, each of which can be compiled as one rule. Rules that accept are a run each, as
 * each is named as what opened ports.
 */
export function runsOfRules(chain: Chain, view: View): readonly RunOfRules[] {
  return runs[travelDirection(view)](chain.rules);
}

/** The runs by the direction in which packets travel, which says at which end the remote address is. */
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

/** The options of bans apart from the address, of which nothing depends on the line they are on. */
const others: ReadonlySet<string> = new Set(["-p", "-m", "--dport", "--dports", "--comment"]);

/** Tells whether a rule has one remote address, and is like the bans that tools write. */
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

/** Tells whether an option is a network that is understood for certain, and not of loopback. */
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

/** Tells whether a rule differs from another in the address and in comments only. */
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

/** @param mayDiffer - tells whether the values of an option need not be the same */
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
