import { expect, test } from "vitest";
import { matchElsewhere } from "../../../src/index.ts";
import { parseCsf, parseListeners } from "../../../src/parse/index.ts";
import { matchPortTable, matchTable, rankTable } from "../../../src/render/tables/match-table.ts";
import { stockCsf } from "../../support/stock-csf.ts";

const open = stockCsf
  .replace('IPV6 = "0"', 'IPV6 = "1"')
  .replace(/^TCP_OUT.*/m, 'TCP_OUT = "1:65535"')
  .replace(/^TCP6_OUT.*/m, 'TCP6_OUT = "1:65535"')
  .replace(/^TCP_IN = "/m, "$&6000:6400,");

const match = matchElsewhere(126, "csf-stock", parseCsf(open));
const rows = matchPortTable(match).rows.map((row) => row.join("|"));

test("has one row for all undocumented ports if outbound traffic is not limited", () => {
  const outbound = rows.filter((row) => row.includes("|outbound|tcp|"));
  expect(outbound).toContain("open|no|no|outbound|tcp|most|ipv4, ipv6||not on the page");
  expect(outbound).toContain("open|no|yes|outbound|tcp|465|ipv4, ipv6|SMTP, SSL/TLS|");
  expect(outbound.length).toBeLessThan(30);
});

test("lists a range once, with separate rows for known and internal ports", () => {
  const ranges = rows.filter((row) => /^open\|no\|no\|inbound\|tcp/.test(row));
  expect(ranges).toEqual([
    "open|no|no|inbound|tcp|6000-6276|ipv4||not on the page",
    "open|no|no|inbound|tcp|6277|ipv4|DCC|documented as tcp, udp, out",
    "open|no|no|inbound|tcp|6278-6378|ipv4||not on the page",
    "open|no|no|inbound|tcp|6379|ipv4||only the server itself may reach it: Redis",
    "open|no|no|inbound|tcp|6380-6400|ipv4||not on the page",
  ]);
});

test("lists the ports in which each part differs, and parts that were not examined", () => {
  const cells = matchTable(match).rows.map((row) => row.join("|"));
  expect(cells[0]).toBe("ipv4|inbound|tcp|-|6000-6400|-");
  expect(cells[2]).toBe("ipv4|outbound|tcp|-|most ports|-");
  const listening = matchElsewhere(126, "csf-stock", parseListeners("LISTEN 0 9 *:22 *:*"));
  const [, udp, outbound] = matchTable(listening).rows.map((row) => row.join("|"));
  expect(udp).toBe("ipv4|inbound|udp|-|-|most ports");
  expect(outbound).toBe("ipv4|outbound|tcp|not examined|not examined|not examined");
  expect(rankTable([listening]).rows[0]?.at(-1)).toBe("not compared");
});

test("counts the ports in which each list differs", () => {
  const one = matchElsewhere(126, "csf-stock", parseCsf(stockCsf.replace(",8443", "")));
  expect(rankTable([one, match]).rows).toEqual([
    ["csf-stock", "16.07", "2026-02-25", "in 1 port", "in no ports"],
    ["csf-stock", "16.07", "2026-02-25", "in 401 ports", "in most ports"],
  ]);
});
