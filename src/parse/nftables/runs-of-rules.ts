import type { AddressSet } from "../../net/address-set.ts";
import { readNetwork } from "../../net/read-network.ts";
import { travelDirection, type View } from "../../packet-filter/model.ts";
import { remembered } from "../../util/remembered.ts";
import { guardsOtherMachine } from "./guards-other-machine.ts";
import type { Item, NftRule, Test, Values } from "./ruleset.ts";

/** Rules in a row that are alike but for the remote address: the bans of a list, of which there may be very many. */
export interface RunOfRules {
  /** All of them in one: the address is compared with all of theirs. */
  readonly merged: NftRule;
  /** The addresses of all of them, in order; none for a rule by itself. */
  readonly addresses: readonly Item[];
  readonly rules: readonly NftRule[];
  /** Returns the remote addresses of one of several rules. */
  readonly remotesOf: (rule: NftRule) => AddressSet;
}

/**
 * Splits rules into runs, each of which can be compiled as one rule. Rules that accept are a run each, as each is named
 * as what opened ports.
 */
export function runsOfRules(rules: readonly NftRule[], view: View): readonly RunOfRules[] {
  return runs[travelDirection(view)](rules);
}

/** The runs by the direction in which packets travel, which says at which end the remote address is. */
const runs = {
  inbound: remembered((rules: readonly NftRule[]) => split(rules, "saddr")),
  outbound: remembered((rules: readonly NftRule[]) => split(rules, "daddr")),
} as const;

function split(rules: readonly NftRule[], end: "daddr" | "saddr"): readonly RunOfRules[] {
  const others = rules.map((rule) => othersOf(rule, end));
  const found: RunOfRules[] = [];
  for (let start = 0; start < rules.length; ) {
    let through = start + 1;
    while (others[start] !== undefined && others[through] === others[start]) {
      through++;
    }
    found.push(runOf(rules.slice(start, through), end));
    start = through;
  }
  return found;
}

/** What rules do that may be put together. */
const banning: ReadonlySet<string> = new Set(["drop", "goto", "jump", "return"]);

/**
 * Returns all of a rule but its remote address as a text, which is the same for rules that are alike; `undefined` for
 * one that is not like the bans that tools write.
 */
function othersOf(rule: NftRule, end: string): string | undefined {
  const { tests, effects, rates, unclear, writes, outcome } = rule;
  const isBan =
    banning.has(outcome.kind) &&
    effects.length + rates.length + unclear.length + writes.length === 0 &&
    tests.filter((test) => isAddress(test, end)).length === 1 &&
    !guardsOtherMachine(rule);
  return isBan
    ? JSON.stringify([tests.map((test) => (isAddress(test, end) ? test.key : test)), outcome])
    : undefined;
}

/** How nft writes addresses and networks. */
const written = {
  ip: /^\d+\.\d+\.\d+\.\d+(?:\/\d+)?$/,
  ip6: /^[\da-f]*:[\da-f:.]*(?:\/\d+)?$/i,
} as const;

function isFamily(protocol: string): protocol is keyof typeof written {
  return protocol in written;
}

/** Tells whether a test is for one remote network that is understood for certain. */
function isAddress(
  { key: [field, ...others], operator, values, mask }: Test,
  end: string,
): boolean {
  const [item, ...more] = "items" in values ? values.items : [];
  return (
    others.length === 0 &&
    isFamily(field.protocol) &&
    field.field === end &&
    operator === "==" &&
    mask === undefined &&
    more.length === 0 &&
    item?.length === 1 &&
    typeof item[0] === "string" &&
    written[field.protocol].test(item[0])
  );
}

function runOf(rules: readonly NftRule[], end: string): RunOfRules {
  const [first] = rules as readonly [NftRule];
  const remotesOf = (rule: NftRule) =>
    (readNetwork(`${addressIn(rule, end)}`) as { readonly set: AddressSet }).set;
  if (rules.length === 1) {
    return { merged: first, addresses: [], rules, remotesOf };
  }
  const addresses = rules.map((rule) => addressIn(rule, end));
  const tests = first.tests.map((test) =>
    isAddress(test, end) ? { ...test, values: { items: addresses, isSet: true } } : test,
  );
  return { merged: { ...first, tests }, addresses, rules, remotesOf };
}

/** Returns the remote address of a rule that is like a ban. */
function addressIn({ tests }: NftRule, end: string): Item {
  const { values } = tests.find((test) => isAddress(test, end)) as Test;
  return (values as Values & { readonly items: readonly [Item] }).items[0];
}
