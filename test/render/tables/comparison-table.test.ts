import { expect, test } from "vitest";
import { compareElsewhere } from "../../../src/index.ts";
import { portDifferenceTable } from "../../../src/render/tables/comparison-table.ts";

const rowsOf = (release: number, id: string) =>
  portDifferenceTable(compareElsewhere(release, id)).rows.map((row) => row.join("|"));

test("remarks on each port that only the list opens", () => {
  const rows = rowsOf(126, "csf-stock");
  expect(rows).toContain("opens|inbound|tcp|8443|ipv4, ipv6||no page documents it");
  expect(rows).toContain("opens|outbound|udp|123|ipv4, ipv6||every server needs it: Network time");
  expect(rows).toContain("opens|outbound|udp|113|ipv4, ipv6|ident|documented as tcp, out");
  expect(rowsOf(126, "amazon-lightsail")).toContain(
    "opens|inbound|tcp|2089|undocumented|cPanel Licensing|documented as tcp, out",
  );
  expect(rowsOf(126, "alibaba-cloud")).toContain(
    "opens|inbound|tcp|2091|undocumented||documented in 102 to 118",
  );
});

test("warns of an internal port that a list opens", () => {
  const comparison = compareElsewhere(126, "amazon-lightsail");
  const [inbound] = comparison.differences;
  const open = { ...inbound, direction: "inbound", protocol: "tcp", lacks: [], beyond: [6379] };
  expect(
    portDifferenceTable({
      ...comparison,
      differences: [{ ...open, direction: "inbound", protocol: "tcp", family: "ipv4" }],
    }).rows,
  ).toEqual([
    ["opens", "inbound", "tcp", "6379", "ipv4", "", "only the server itself may reach it: Redis"],
  ]);
});

test("lists a port once for all families, with its condition, ordered by direction and protocol", () => {
  const rows = rowsOf(126, "csf-stock");
  const keys = rows.map((row) => row.split("|").slice(0, 4).join("|"));
  expect(new Set(keys).size).toBe(keys.length);
  expect(rows).toContain("lacks|inbound|tcp|2079|ipv6|CalDAV and CardDAV|");
  expect(rows.find((row) => row.startsWith("lacks|outbound|tcp|11371|"))).toMatch(/Ubuntu/);
  expect(keys.slice(0, 5)).toEqual([
    "lacks|inbound|tcp|26",
    "lacks|inbound|tcp|2079",
    "lacks|inbound|tcp|2080",
    "lacks|inbound|tcp|3306",
    "opens|inbound|tcp|853",
  ]);
});
