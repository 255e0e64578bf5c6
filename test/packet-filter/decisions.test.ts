import { expect, test } from "vitest";
import { unite } from "../../src/net/address-set.ts";
import { addressesOf } from "../../src/net/network-list.ts";
import type { Origin } from "../../src/net/types.ts";
import {
  Deciders,
  type Decisions,
  decisionOf,
  decisionsAbout,
  decisionsOf,
  decisionsOfBoth,
} from "../../src/packet-filter/decisions.ts";

const origin = (line: number): Origin => ({ input: 0, line, text: "", table: null, chain: null });
const few = addressesOf(["192.0.2.1"], "ipv4");
const many = addressesOf(["198.51.100.0/24"], "ipv4");
const all = unite(few, many);
const first = decisionOf(origin(1), few);
const second = decisionOf(origin(2), many);
const sequence = decisionsOfBoth(first, second, unite) as Decisions;

test("names the place that decided about most addresses", () => {
  const places = decisionsOf([origin(1), origin(2)], [few, many], all);
  for (const decisions of [places, sequence]) {
    expect(new Deciders().mostOf(decisions, all).origin?.line).toBe(2);
  }
  expect(new Deciders().mostOf(decisionsAbout(few, places), few).origin?.line).toBe(1);
});

test("names the first place once the budget is spent", () => {
  const places = decisionsOf([origin(1), origin(2)], [few, many], all);
  for (const decisions of [first, places, sequence, decisionsAbout(many, places)]) {
    expect(new Deciders(-1).mostOf(decisions, all).origin?.line).toBe(1);
  }
});
