import { expect, test } from "vitest";
import { covers } from "../../../src/net/port-range.ts";
import { parseCsf } from "../../../src/parse/csf/parse-csf.ts";
import { stockCsf } from "../../support/stock-csf.ts";

const conf = stockCsf.replace('IPV6 = "0"', 'IPV6 = "1"');
const lists = { 1: "deny" } as const;

test("bans addresses of both families from all ports in addition to entries with ports", () => {
  const deny = "198.51.100.7\n2001:db8::7\n203.0.113.0/24 # a remark\ntcp|in|d=22|s=192.0.2.9\n";
  const { rules } = parseCsf([conf, deny], { lists });
  const at = (port: number) =>
    rules.find(({ direction, ports }) => direction === "inbound" && covers(ports, port))?.except;
  expect(at(22)).toEqual(["192.0.2.9", "198.51.100.7", "203.0.113.0/24", "2001:db8::7"]);
  expect(at(2087)).toEqual(["198.51.100.7", "203.0.113.0/24", "2001:db8::7"]);
  expect(rules.find(({ direction }) => direction === "outbound")?.except).toEqual(at(2087));
});

test("reads 100,000 bans", () => {
  const deny = Array.from(
    { length: 100_000 },
    (_, i) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`,
  );
  const { rules } = parseCsf([conf, deny.join("\n")], { lists });
  expect(rules[0]?.except).toContain("10.0.0.0/16");
});

test("rejects more bans than the limit, and states the reason", () => {
  const deny = "10.0.0.1\n".repeat(201_000);
  expect(() => parseCsf([conf, deny], { lists })).toThrow("the CSF lists have too many entries");
});
