import { expect, test } from "vitest";
import { addressesOf } from "../../src/net/network-list.ts";
import type { Family, Qualification } from "../../src/net/types.ts";
import { Budget } from "../../src/packet-filter/budget.ts";
import type { Verdict } from "../../src/packet-filter/evaluate.ts";
import { parseNftables } from "../../src/parse/index.ts";
import { qualifiedPorts } from "../../src/parse/qualified-ports.ts";
import { whoMayNamer } from "../../src/parse/who-may-namer.ts";

type Qualified = Verdict["qualified"][number];

/** Packets of port 22 that a rule on a line qualifies. */
const by = (
  line: number,
  network: string,
  family: Family = "ipv4",
  qualification: Qualification = "may-be-closed-to-some",
): Qualified => ({
  packets: [{ from: 22, through: 22, value: { remotes: addressesOf([network], family) } }],
  doubt: {
    kind: "who",
    reason: `a set, line ${line}`,
    origin: { input: 0, line, text: "", table: null, chain: null },
    typically: false,
  },
  qualification,
});

/** Returns the qualifications of port 22 with the deciding line; omits families whose ports are undetermined. */
const of = (
  qualified: Partial<Record<Family, readonly Qualified[]>>,
  few: readonly Family[] = [],
  budget = new Budget(),
) =>
  qualifiedPorts(
    { direction: "outbound", protocol: "tcp" },
    (["ipv4", "ipv6"] as const).map((family) => ({
      family,
      verdict: {
        ...{ open: [], undetermined: [], dropped: [] },
        ...{ hasNoReplies: false, hasNoLater: false },
        qualified: qualified[family] ?? [],
      },
    })),
    [{ from: 1, through: 65535, value: { few } }],
    whoMayNamer(["ipv4", "ipv6"]),
    budget,
  ).map(({ qualification, sources, reasons, decidedBy }) => [
    qualification,
    sources,
    reasons,
    decidedBy?.line,
  ]);

const closed = "may-be-closed-to-some";

test("names the rule for the most addresses, or the first of equals", () => {
  const reasons = [
    "may be closed to some (a set, line 2)",
    "may be closed to some (a set, line 3)",
  ];
  expect(of({ ipv4: [by(2, "192.0.2.1"), by(3, "198.51.100.0/24")] })).toEqual([
    [closed, ["192.0.2.1", "198.51.100.0/24"], reasons, 3],
  ]);
  expect(of({ ipv4: [by(2, "192.0.2.0/24"), by(3, "198.51.100.1")] })[0]?.[3]).toBe(2);
  expect(of({ ipv4: [by(2, "192.0.2.1"), by(3, "198.51.100.1")] })[0]?.[3]).toBe(2);
});

test("omits a family whose ports are undetermined", () => {
  const both = { ipv4: [by(2, "192.0.2.1")], ipv6: [by(3, "2001:db8::1", "ipv6")] };
  expect(of(both)).toHaveLength(1);
  expect(of(both)[0]?.[1]).toEqual(["192.0.2.1", "2001:db8::1"]);
  expect(of(both, ["ipv4"])).toEqual([
    [closed, ["2001:db8::1"], ["may be closed to some (a set, line 3)"], 3],
  ]);
  expect(of(both, ["ipv4", "ipv6"])).toEqual([]);
});

test("keeps qualifications apart", () => {
  const mixed = [by(2, "192.0.2.1", "ipv4", "limited"), by(3, "192.0.2.1")];
  expect(of({ ipv4: mixed })).toEqual([
    ["limited", ["192.0.2.1"], ["limited (a set, line 2)"], 2],
    [closed, ["192.0.2.1"], ["may be closed to some (a set, line 3)"], 3],
  ]);
});

test("counts work for the addresses it unites", () => {
  const many = Array.from({ length: 50 }, (_, line) => by(line, `192.0.2.${2 * line}`));
  expect(() => of({ ipv4: many }, [], new Budget(100))).toThrow(
    "the rules combine in too many ways to follow",
  );
});

test("keeps ports apart that more rules limit than their neighbors", () => {
  const { qualified } = parseNftables(`table inet filter {
  chain input {
    type filter hook input priority filter; policy accept;
    tcp dport 1000-2000 limit rate over 10/second drop
    tcp dport 1500 limit rate over 5/second drop
  }
}`);
  expect(
    qualified.map(({ ports, decidedBy, alsoDecidedBy }) => [
      ports.from,
      ports.through,
      decidedBy?.line,
      alsoDecidedBy?.map(({ line }) => line),
    ]),
  ).toEqual([
    [1000, 1499, 4, undefined],
    [1500, 1500, 4, [5]],
    [1501, 2000, 4, undefined],
  ]);
});
