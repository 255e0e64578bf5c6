import { expect, test } from "vitest";
import {
  type Condition,
  type RandomBase,
  type RandomRule,
  randomFilters,
} from "../system/support/random-filter.ts";
import { iptablesText } from "../system/support/random-iptables.ts";
import { nftablesText } from "../system/support/random-nftables.ts";

// The generator of test rulesets is as complex as the parsers that it tests, so it has tests itself.

const filters = randomFilters(250, 7);
const basesOf = filters.flatMap(({ inbound, outbound }) => [...inbound, ...outbound]);
const rulesOf = ({ rules, chains }: RandomBase): readonly RandomRule[] => [
  ...rules,
  ...chains.flat(),
];

/** Counts equal values. */
function countsOf(values: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) {
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

test("creates the same filters from the same seed, and different ones from another seed", () => {
  expect(randomFilters(20, 7)).toEqual(randomFilters(20, 7));
  expect(randomFilters(20, 8)).not.toEqual(randomFilters(20, 7));
});

test("uses every condition, action, place and policy often enough", () => {
  const rules = basesOf.flatMap(rulesOf);
  const conditions = countsOf(rules.flatMap((each) => each.conditions.map(({ kind }) => kind)));
  const kinds: readonly Condition["kind"][] = [
    ...([
      "protocol",
      "destination-ports",
      "source-ports",
      "peers",
      "own",
      "state",
      "flags",
    ] as const),
    ...(["interface", "destination-type", "packet-type", "comment", "mark", "limit"] as const),
  ];
  expect([...conditions.keys()].sort()).toEqual([...kinds].sort());
  expect(Math.min(...conditions.values())).toBeGreaterThan(30);
  const actions = countsOf(rules.map(({ action }) => action.kind));
  expect([...actions.keys()].sort()).toEqual(
    ["accept", "count", "drop", "goto", "jump", "mark", "redirect", "reject", "return"].sort(),
  );
  expect(Math.min(...actions.values())).toBeGreaterThan(30);
  const places = countsOf(basesOf.map(({ place, policy }) => `${place} ${policy}`));
  expect([...places.keys()].sort()).toEqual(
    [
      "filter accept",
      "filter drop",
      "mangle accept",
      "nat accept",
      "raw accept",
      "security accept",
    ].sort(),
  );
  const negations = countsOf(
    rules.flatMap((each) =>
      each.conditions.flatMap((condition) =>
        "negated" in condition && condition.negated ? [condition.kind] : [],
      ),
    ),
  );
  expect(Math.min(...negations.values())).toBeGreaterThan(5);
});

test("jumps only to existing later chains, so that no chain leads to itself", () => {
  for (const { rules, chains } of basesOf) {
    for (const [index, list] of [rules, ...chains].entries()) {
      for (const { action } of list) {
        if ("chain" in action) {
          expect(action.chain).toBeGreaterThanOrEqual(index);
          expect(action.chain).toBeLessThan(chains.length);
        }
      }
    }
  }
});

test("names a protocol before its ports or flags", () => {
  for (const { conditions } of basesOf.flatMap(rulesOf)) {
    const at = conditions.findIndex(({ kind }) => /ports$|^flags$/.test(kind));
    if (at >= 0) {
      expect(conditions[at - 1]).toMatchObject({ kind: "protocol", negated: false });
    }
  }
});

test("writes every rule once for iptables, without jumps to missing chains", () => {
  for (const filter of filters) {
    for (const family of ["ipv4", "ipv6"] as const) {
      for (const table of iptablesText(filter, family).split("COMMIT\n").slice(0, -1)) {
        const [name = "", ...lines] = table.split("\n");
        const place = name.slice(1);
        const bases = [...filter.inbound, ...filter.outbound].filter(
          (each) => each.place === place,
        );
        const rules = lines.filter((line) => line.startsWith("-A "));
        const own = bases.flatMap(rulesOf).length;
        const added = place === "raw" || place === "nat" ? 0 : 2 * bases.length;
        expect(rules).toHaveLength(own + added);
        const declared = new Set(lines.map((line) => /^:(\S+)/.exec(line)?.[1]));
        for (const rule of rules) {
          expect(declared).toContain(/^-A (\S+)/.exec(rule)?.[1]);
          const [, target] = / -[jg] (\S+)(?: --\S+ .*)?$/.exec(rule) ?? [];
          expect(target?.toUpperCase() === target || declared.has(target)).toBe(true);
        }
      }
    }
  }
});

test("writes every rule once for nft, with closed braces and without missing sets or chains", () => {
  for (const filter of filters) {
    for (const family of ["inet", "ip", "ip6"] as const) {
      const text = nftablesText(filter, family, "t");
      const count = (sign: string) => text.split(sign).length;
      expect(count("{")).toBe(count("}"));
      const named = (pattern: RegExp) =>
        new Set([...text.matchAll(pattern)].map(([, name]) => name));
      const chains = named(/^ {2}chain (\S+) \{$/gm);
      const sets = named(/^ {2}set (\S+) \{$/gm);
      expect([...named(/(?:jump|goto) ([^\s,}]+)/g)].filter((each) => !chains.has(each))).toEqual(
        [],
      );
      expect([...named(/@([^\s]+)/g)].filter((each) => !sets.has(each))).toEqual([]);
      expect([...sets].filter((each) => !text.includes(`@${each}`))).toEqual([]);
      const bases = [...filter.inbound, ...filter.outbound];
      const added = bases.filter(({ place }) => place !== "raw" && place !== "nat").length * 2;
      const lines = text
        .split("\n")
        .filter((line) => /^ {4}(?!type |flags |auto-merge|elements )/.test(line));
      expect(lines).toHaveLength(bases.flatMap(rulesOf).length + added);
    }
  }
});
