import { expect, test } from "vitest";
import { parseApf } from "../../../src/parse/apf/parse-apf.ts";

const conf = 'DEVEL_MODE="0"\nIG_TCP_CPORTS="22,2087"\nSET_TRIM="0"\nBLK_PRVNET="0"\n';
const lists = { 1: "deny" } as const;

const exceptAt22 = (deny: string, addresses?: string) =>
  parseApf([conf, deny], { lists, ...(addresses ? { addresses } : {}) }).rules.find(
    ({ ports }) => ports.from === 22,
  )?.except;

test("bans consecutive addresses like separate ones", () => {
  const bans = ["11.0.0.1", "11.0.0.5", "12.0.0.0/24", "13.1.1.1"];
  const others = "\ntcp:in:d=23:s=14.0.0.1\n";
  expect(exceptAt22(bans.join("\n"))).toEqual(exceptAt22(bans.join(others)));
  expect(exceptAt22(bans.join("\n"))).toEqual(expect.arrayContaining(bans));
});

test("does not ban the server itself together with other addresses", () => {
  const apart = "11.0.0.1\n198.51.100.7\ntcp:in:d=23:s=14.0.0.1\n11.0.0.5\n";
  const together = "11.0.0.1\n198.51.100.7\n11.0.0.5\n";
  expect(exceptAt22(together, "198.51.100.7")).toEqual(exceptAt22(apart, "198.51.100.7"));
});

test("reads 100,000 bans that cannot be merged into networks, in addition to a server's ports", () => {
  const ports = "22,25,53,80,110,143,443,465,587,993,995,2083,2087,2096";
  const deny = Array.from(
    { length: 100_000 },
    (_, i) => `11.${i >> 15}.${(i >> 7) & 255}.${(2 * i) & 255}`,
  );
  const { rules, closed } = parseApf([conf.replace("22,2087", ports), deny.join("\n")], { lists });
  const except = rules.find(({ ports: { from } }) => from === 22)?.except;
  expect(except).toContain("11.0.0.2");
  expect(except).not.toContain("11.0.0.1");
  const closedBy = (port: number) =>
    closed.find(
      ({ protocol, ports: { from, through } }) =>
        protocol === "tcp" && from <= port && port <= through,
    )?.decidedBy.text;
  expect(closedBy(24)).toMatch(/^IG_TCP_CPORTS=/);
  expect(closedBy(111)).toMatch(/^BLK_PORTS=/);
  expect(closedBy(22)).toBe(undefined);
});
