import { expect, test } from "vitest";
import { checkConnection, parseIptables, parseNftables } from "../../../src/parse/index.ts";
import { probedPorts } from "../../system/support/expected.ts";
import { addresses } from "../../system/support/network.ts";
import { randomFilters } from "../../system/support/random-filter.ts";
import { iptablesText } from "../../system/support/random-iptables.ts";
import { nftablesText } from "../../system/support/random-nftables.ts";
import { verdictOf } from "../../system/support/verdict-of.ts";

// Two evaluations of the same rules: one of all connections at once and one of a single packet.

test("returns the same verdicts from a check and an exposure of random rulesets", () => {
  const counts = { open: 0, closed: 0, undetermined: 0, mixed: 0 };
  for (const [index, filter] of randomFilters(10, 50).entries()) {
    const texts = [nftablesText(filter, "inet", "t"), iptablesText(filter, "ipv4")];
    for (const [format, text] of texts.entries()) {
      const options = index % 2 === 0 ? {} : { interface: "eth0" };
      const parse = format === 0 ? parseNftables : parseIptables;
      const exposure = parse(text, options);
      for (const family of format === 0 ? (["ipv4", "ipv6"] as const) : (["ipv4"] as const)) {
        for (const port of probedPorts.filter((_, each) => each % 9 === index % 9)) {
          for (const protocol of ["tcp", "udp"] as const) {
            for (const peer of [addresses.office[family], addresses.stranger[family]]) {
              const connection = { port, protocol, direction: "inbound" } as const;
              const { verdict } = checkConnection(text, { ...connection, address: peer }, options);
              const said = verdictOf({ ...exposure, qualified: [] }, { ...connection, peer });
              expect(verdict, `${text}\n${protocol} ${port} ${peer}`).toBe(
                said === "unknown" ? "undetermined" : said,
              );
              counts[verdict]++;
            }
          }
        }
      }
    }
  }
  expect(
    Math.min(counts.open, counts.closed, counts.undetermined),
    JSON.stringify(counts),
  ).toBeGreaterThan(5);
});
