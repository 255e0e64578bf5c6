import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  compareElsewhere,
  createPolicy,
  type ElsewhereMatch,
  InvalidOptionError,
  InvalidPolicyError,
  listElsewhere,
  matchElsewhere,
  rankElsewhere,
  resolveVersion,
} from "../../src/index.ts";
import {
  parseCsf,
  parseIptables,
  parseListeners,
  parseNftables,
  parseNmap,
} from "../../src/parse/index.ts";
import { stockCsf } from "../support/stock-csf.ts";
import { thrown } from "../support/thrown.ts";

const bothFamilies = stockCsf.replace('IPV6 = "0"', 'IPV6 = "1"');

const stockWith = (...changes: readonly (readonly [list: string, ports: string])[]) =>
  changes.reduce(
    (text, [list, ports]) => text.replace(new RegExp(`^${list} = "`, "m"), `${list} = "${ports},`),
    bothFamilies,
  );

/** Returns the ports in which a firewall and a list differ, as `+inbound tcp ipv4 2222`. */
const deviationsOf = ({ parts }: ElsewhereMatch) =>
  parts.flatMap(({ direction, protocol, family, ports }) =>
    ports
      .filter(({ firewall, isListed }) => firewall !== (isListed ? "open" : "closed"))
      .map(({ firewall, ports: { from, through } }) => {
        const sign = { open: "+", closed: "-", undetermined: "?" }[firewall];
        return `${sign}${direction} ${protocol} ${family} ${from === through ? from : `${from}-${through}`}`;
      }),
  );

const title = "CSF's stock lists (version 16.07, 2026-02-25)";

describe("matchElsewhere", () => {
  test("recognizes a stock csf.conf, and states that IPv6 was not examined", () => {
    const match = matchElsewhere(126, "csf-stock", parseCsf(stockCsf));
    expect(match.summary).toBe(`This firewall matches ${title} exactly; IPv6 was not examined`);
    expect(match.distance).toEqual({ inbound: 0, outbound: 0 });
    expect(match.parts.map(({ family, isExamined }) => `${family} ${isExamined}`)).toEqual([
      ...Array(4).fill("ipv4 true"),
      ...Array(4).fill("ipv6 false"),
    ]);
    const both = matchElsewhere(126, "csf-stock", parseCsf(bothFamilies));
    expect(both.summary).toBe(`This firewall matches ${title} exactly`);
  });

  test("includes the documented ports, as compareElsewhere does", () => {
    const { parts } = matchElsewhere(126, "csf-stock", parseCsf(bothFamilies));
    const { differences } = compareElsewhere(126, "csf-stock");
    const portsOf = (index: number, wanted: boolean) =>
      parts[index]?.ports
        .filter(({ isDocumented }) => isDocumented === wanted)
        .map(({ ports }) => ports.from);
    for (const [index, { lacks, beyond }] of differences.entries()) {
      expect(portsOf(index, true)).toEqual(lacks);
      expect(portsOf(index, false)).toEqual(beyond);
    }
  });

  test("names the few ports in which a firewall differs from a list", () => {
    const text = stockWith(["TCP_IN", "2222"], ["TCP6_OUT", "1"]).replace(",8443", "");
    const match = matchElsewhere(126, "csf-stock", parseCsf(text));
    expect(deviationsOf(match)).toEqual([
      "+inbound tcp ipv4 2222",
      "-inbound tcp ipv4 8443",
      "+outbound tcp ipv6 1",
    ]);
    expect(match.summary).toBe(
      `This firewall matches ${title} with these exceptions: TCP 2222 is open over IPv4; TCP 8443 is closed over IPv4; outbound TCP 1 is open over IPv6`,
    );
    expect(match.distance).toEqual({ inbound: 2, outbound: 1 });
  });

  test("counts a port once for both families, but each protocol separately", () => {
    const lists = ["TCP_IN", "TCP6_IN", "UDP_IN", "UDP6_IN"].map((each) => [each, "9"] as const);
    const match = matchElsewhere(126, "csf-stock", parseCsf(stockWith(...lists)));
    expect(match.distance).toEqual({ inbound: 2, outbound: 0 });
    expect(match.summary).toMatch(/with these exceptions: TCP 9 and UDP 9 are open$/);
  });

  test("states in one phrase that most ports are open", () => {
    const lists = ["TCP_OUT", "TCP6_OUT", "UDP_OUT", "UDP6_OUT"];
    const text = stockWith(...lists.map((each) => [each, "1:65535"] as const));
    const match = matchElsewhere(126, "csf-stock", parseCsf(text));
    expect(match.summary).toBe(
      `This firewall matches ${title} with these exceptions: most outbound TCP and UDP ports are open`,
    );
    expect(match.distance).toEqual({ inbound: 0, outbound: 2 * 65535 - 20 - 8 });
  });

  test("counts the differing ports if there are many", () => {
    const exposure = parseCsf(
      'IPV6 = "0"\nTCP_IN = "22"\nUDP_IN = ""\nTCP_OUT = "1:65535"\nUDP_OUT = "53"',
    );
    expect(matchElsewhere(126, "csf-stock", exposure).summary).toBe(
      `This firewall differs from ${title}: inbound in 30 ports, outbound in most ports; IPv6 was not examined`,
    );
    expect(
      matchElsewhere(126, "csf-stock", parseCsf(stockCsf.replace(/^TCP_OUT.*/m, 'TCP_OUT = "53"')))
        .summary,
    ).toContain("inbound in no ports, outbound in 19 ports");
  });

  test("treats a port as open only if most addresses may use it", () => {
    const rules = (port: string) => `table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    tcp dport { 22, 53, 80, 443, 2078, 2083, 2087, 2089 } accept
    udp dport 53 accept
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert } accept
    ${port}
  }
}`;
    const of = (port: string) =>
      deviationsOf(matchElsewhere(126, "amazon-lightsail", parseNftables(rules(port))));
    expect(of("")).toEqual([]);
    expect(of("ip saddr 198.51.100.0/24 tcp dport 25 accept")).toEqual([]);
    expect(of("ip saddr != 198.51.100.0/24 tcp dport 25 accept")).toEqual(["+inbound tcp ipv4 25"]);
    expect(of("tcp dport 25 meta cpu 3 accept")).toEqual([
      "?inbound tcp ipv4 25",
      "?inbound tcp ipv6 25",
    ]);
  });

  test("states that outbound connections of listeners and scans were not examined", () => {
    const listeners = parseListeners("tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*");
    const match = matchElsewhere(126, "csf-stock", listeners);
    expect(match.distance.outbound).toBeNull();
    expect(match.summary).toContain("; outbound connections were not examined");
    const scan = parseNmap(
      "# Nmap 7.93 scan initiated Tue Nov 10 10:00:00 2026 as: nmap -p 22,80 -oG - 192.0.2.1\nHost: 192.0.2.1 ()\tPorts: 22/open/tcp//ssh///, 80/open/tcp//http///\n# Nmap done at Tue Nov 10 10:00:01 2026 -- 1 IP address (1 host up) scanned in 1 second",
    );
    expect(matchElsewhere(126, "csf-stock", scan).distance.outbound).toBeNull();
    expect(matchElsewhere(126, "alibaba-cloud", scan).summary).toMatch(
      /; the list does not cover outbound connections$/,
    );
  });

  test("states that IPv4 was not examined if only IPv6 rules were read", () => {
    const exposure = parseIptables("*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT", {
      families: { 0: "ipv6" },
    });
    const { summary, parts } = matchElsewhere(126, "csf-stock", exposure);
    expect(summary).toMatch(/; IPv4 was not examined$/);
    expect(parts.filter(({ isExamined }) => isExamined).map(({ family }) => family)).toEqual(
      Array(4).fill("ipv6"),
    );
  });

  test("accepts a policy, and a resolved version", () => {
    const match = matchElsewhere(resolveVersion("11.138.0.1"), "alibaba-cloud", createPolicy(126));
    expect(match).toMatchObject({ release: 126, requested: 138, coverage: "assumed" });
    expect(match.title).toBe(
      "cPanel & WHM 138 (assumed from page 126, which may have changed since), Security rules for Alibaba Cloud (version 2, 2021-12-20), and a firewall",
    );
  });

  test("separates a port that only the server itself should reach from a range", () => {
    const text = stockWith(["TCP_IN", "6000:7000"]);
    expect(deviationsOf(matchElsewhere(126, "csf-stock", parseCsf(text)))).toEqual(
      expect.arrayContaining(["+inbound tcp ipv4 6379"]),
    );
  });

  test("names exactly the ports that differ", () => {
    const lanes = ["TCP_IN", "TCP_OUT", "UDP_IN", "UDP_OUT"] as const;
    const ports = fc.uniqueArray(fc.integer({ min: 1, max: 65535 }), {
      maxLength: 12,
      minLength: 1,
    });
    fc.assert(
      fc.property(fc.tuple(ports, ports, ports, ports), (lists) => {
        const text = lanes.map((name, index) => `${name} = "${lists[index]?.join()}"`).join("\n");
        const { parts } = matchElsewhere(126, "csf-stock", parseCsf(`IPV6 = "0"\n${text}`));
        const listed = listElsewhere().find(({ id }) => id === "csf-stock")?.ports ?? [];
        for (const [index, part] of parts.slice(0, 4).entries()) {
          const name = `${part.protocol.toUpperCase()}_${part.direction === "inbound" ? "IN" : "OUT"}`;
          const open = new Set(lists[lanes.indexOf(name as (typeof lanes)[0])]);
          const list = new Set(listed[index]?.ports);
          const expected = [...new Set([...open, ...list])].filter(
            (port) => open.has(port) !== list.has(port),
          );
          const found = part.ports
            .filter(({ firewall, isListed }) => (firewall === "open") !== isListed)
            .flatMap(({ ports: { from, through } }) =>
              Array.from({ length: through - from + 1 }, (_, offset) => from + offset),
            );
          expect(found).toEqual(expected.sort((a, b) => a - b));
        }
      }),
      { numRuns: 30 },
    );
  });

  test("refuses an unknown list, an unknown release, and a malformed firewall", () => {
    const exposure = parseCsf(stockCsf);
    expect(thrown(() => matchElsewhere(126, "csf", exposure))).toBeInstanceOf(InvalidOptionError);
    expect(thrown(() => matchElsewhere(100 as number, "csf-stock", exposure)).name).toBe(
      "UnknownReleaseError",
    );
    expect(thrown(() => matchElsewhere(126, "csf-stock", {} as never))).toBeInstanceOf(
      InvalidPolicyError,
    );
  });
});

describe("rankElsewhere", () => {
  test("puts the nearest list first, by inbound ports before outbound ports", () => {
    const ids = (text: string) => rankElsewhere(126, parseCsf(text)).map(({ list }) => list.id);
    expect(ids(stockCsf)).toEqual(["csf-stock", "alibaba-cloud", "amazon-lightsail"]);
    expect(ids(stockCsf.replace(/^TCP_OUT.*/m, 'TCP_OUT = "1:65535"'))[0]).toBe("csf-stock");
    expect(
      ids(
        'IPV6 = "0"\nTCP_IN = "22,53,80,443,2078,2083,2087,2089"\nUDP_IN = "53"\nTCP_OUT = "1"\nUDP_OUT = "1"',
      )[0],
    ).toBe("amazon-lightsail");
  });

  test("ranks lists with equal inbound distance by their outbound distance", () => {
    const exposure = parseCsf(
      'IPV6 = "0"\nTCP_IN = "465,587,853"\nUDP_IN = ""\nTCP_OUT = "53"\nUDP_OUT = "53"',
    );
    expect(
      rankElsewhere(126, exposure).map(({ list, distance }) => [list.id, distance.inbound]),
    ).toEqual([
      ["amazon-lightsail", 12],
      ["csf-stock", 28],
      ["alibaba-cloud", 28],
    ]);
  });

  test("returns the result of matchElsewhere for each list, frozen", () => {
    const exposure = parseCsf(stockCsf);
    const ranked = rankElsewhere(126, exposure);
    expect(Object.isFrozen(ranked)).toBe(true);
    expect(Object.isFrozen(ranked[0]?.parts[0]?.ports)).toBe(true);
    for (const match of ranked) {
      expect(match).toEqual(matchElsewhere(126, match.list.id, exposure));
    }
  });
});
