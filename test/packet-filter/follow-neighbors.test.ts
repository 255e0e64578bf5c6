import { expect, test } from "vitest";
import { addressesOf } from "../../src/net/network-list.ts";
import type { Direction } from "../../src/net/types.ts";
import { Budget } from "../../src/packet-filter/budget.ts";
import { followNeighbors } from "../../src/packet-filter/follow-neighbors.ts";
import type {
  BaseChain,
  Doubt,
  NeighborChains,
  NeighborMessage,
  Rule,
} from "../../src/packet-filter/model.ts";

const directions = ["inbound", "outbound"] as const;
const messages = ["solicitation", "advertisement"] as const;
const doubt: Doubt = { kind: "not-understood", reason: "a mark", origin: null };

const chain = (policy: BaseChain["policy"], ...rules: readonly Rule[]): readonly BaseChain[] => [
  { name: "base", policy, origin: null, rules },
];

/** Drops messages from or to an address. */
const dropping = (address: string, inDoubt?: Doubt): Rule => ({
  match: { family: "ipv6", remotes: addressesOf([address], "ipv6"), doubt: inDoubt },
  action: { kind: "drop" },
  origin: null,
});

/** The chains for each message, by kind and direction of travel. */
function chainsOf(
  choose: (message: NeighborMessage, travels: Direction) => readonly BaseChain[],
): NeighborChains {
  const of = (travels: Direction) => ({
    solicitation: choose("solicitation", travels),
    advertisement: choose("advertisement", travels),
  });
  return { inbound: of("inbound"), outbound: of("outbound") };
}

test("is blocked if one of two machines never learns the other's address", () => {
  for (let bits = 0; bits < 16; bits++) {
    const passes = (message: NeighborMessage, travels: Direction) =>
      (bits & (1 << (2 * messages.indexOf(message) + directions.indexOf(travels)))) !== 0;
    // A machine learns the address of one that solicits it, and of one that answers it.
    const learns = (towards: Direction, away: Direction) =>
      passes("solicitation", towards) ||
      (passes("solicitation", away) && passes("advertisement", towards));
    const verdict = followNeighbors(
      chainsOf((message, travels) => chain(passes(message, travels) ? "accept" : "drop")),
      new Budget(),
    );
    expect(verdict.isBlocked).toBe(
      !(learns("inbound", "outbound") && learns("outbound", "inbound")),
    );
    expect(verdict.doubts).toEqual([]);
    const dropped = directions.flatMap((travels) =>
      messages
        .filter((message) => !passes(message, travels))
        .map((message) => ({ message, travels, passesForSome: false })),
    );
    expect(verdict.dropped).toEqual(dropped);
  }
});

test("is not blocked by messages that pass for some addresses", () => {
  const verdict = followNeighbors(
    chainsOf(() => chain("accept", dropping("2000::/3"), dropping("ff02::1:ff00:0/105"))),
    new Budget(),
  );
  expect(verdict.isBlocked).toBe(false);
  expect(verdict.dropped.map(({ passesForSome }) => passesForSome)).toEqual(
    Array.from({ length: 4 }, () => true),
  );
});

test("is in doubt only if a message may be dropped for more than a few addresses", () => {
  const doubtsOf = (address: string) => {
    const chains = chainsOf(() => chain("accept", dropping(address, doubt)));
    const { doubts, dropped } = followNeighbors(chains, new Budget());
    expect(dropped).toEqual([]);
    return doubts;
  };
  expect(doubtsOf("::/0")).toEqual([doubt]);
  expect(doubtsOf("fe80::/10")).toEqual([doubt]);
  expect(doubtsOf("2001:db8::1")).toEqual([]);
});
