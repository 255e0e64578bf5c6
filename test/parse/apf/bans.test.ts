import { expect, test } from "vitest";
import { parseApf } from "../../../src/parse/apf/parse-apf.ts";

const conf = 'DEVEL_MODE="0"\nIG_TCP_CPORTS="22,2087"\nSET_TRIM="0"\nBLK_PRVNET="0"\n';
const lists = { 1: "deny" } as const;

const exceptAt22 = (deny: string, addresses?: string) =>
  parseApf([conf, deny], { lists, ...(addresses ? { addresses } : {}) }).rules.find(
    ({ ports }) => ports.from === 22,
  )?.except;

test("bans addresses in a row as it bans them apart", () => {
  const bans = ["11.0.0.1", "11.0.0.5", "12.0.0.0/24", "13.1.1.1"];
  const others = "\ntcp:in:d=23:s=14.0.0.1\n";
  expect(exceptAt22(bans.join("\n"))).toEqual(exceptAt22(bans.join(others)));
  expect(exceptAt22(bans.join("\n"))).toEqual(expect.arrayContaining(bans));
});

test("does not ban the server itself with others", () => {
  const apart = "11.0.0.1\n198.51.100.7\ntcp:in:d=23:s=14.0.0.1\n11.0.0.5\n";
  const together = "11.0.0.1\n198.51.100.7\n11.0.0.5\n";
  expect(exceptAt22(together, "198.51.100.7")).toEqual(exceptAt22(apart, "198.51.100.7"));
});

test("reads 100,000 bans", () => {
  const deny = Array.from(
    { length: 100_000 },
    (_, i) => `11.${i >> 16}.${(i >> 8) & 255}.${i & 255}`,
  );
  expect(exceptAt22(deny.join("\n"))).toContain("11.0.0.0/16");
});
