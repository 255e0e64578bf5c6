import type { AddressSet } from "../../net/address-set.ts";
import { readNetwork } from "../../net/read-network.ts";
import { travelDirection, type View } from "../../packet-filter/model.ts";
import { remembered } from "../../util/remembered.ts";
import { guardsOtherMachine } from "./guards-other-machine.ts";
import type { Item, NftRule, Test, Values } from "./ruleset.ts";

/** Consecutive rules that differ only in the remote address, such as the bans of a list. Lists may be very long. */
export interface RunOfRules {
  /** All of them as one rule: the address is compared with all of their addresses. */
  readonly merged: NftRule;
  /** The addresses of all of them, in order; empty for a single rule. */
  readonly addresses: readonly Item[];
  readonly rules: readonly NftRule[];
  /** Returns the remote addresses of one of the rules. */
  readonly remotesOf: (rule: NftRule) => AddressSet;
}

/**
 * Splits rules into runs, each of which can be compiled as one rule. An accepting rule is a run of its own, because
 * it is named as what opened ports.
 */
export function runsOfRules(rules: readonly NftRule[], view: View): readonly RunOfRules[] {
  return runs[travelDirection(view)](rules);
}

/** The runs by the packets' direction of travel, which determines the end with the remote address. */
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

/** The outcomes of rules that may be merged. */
const banning: ReadonlySet<string> = new Set(["drop", "goto", "jump", "return"]);

/**
 * Returns a string that identifies a rule apart from its remote address; `undefined` unless the rule looks like a ban
 * written by a tool.
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

/** The formats in which nft writes addresses and networks. */
const written = {
  ip: /^\d+\.\d+\.\d+\.\d+(?:\/\d+)?$/,
  ip6: /^[\da-f]*:[\da-f:.]*(?:\/\d+)?$/i,
} as const;

function isFamily(protocol: string): protocol is keyof typeof written {
  return protocol in written;
}

/** Returns whether a test compares with one supported remote network. */
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

/** Returns the remote address of a ban. */
function addressIn({ tests }: NftRule, end: string): Item {
  const { values } = tests.find((test) => isAddress(test, end)) as Test;
  return (values as Values & { readonly items: readonly [Item] }).items[0];
}
