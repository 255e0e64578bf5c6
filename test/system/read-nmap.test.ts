import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { detectFirewall } from "../../src/parse/detect.ts";
import { parseNmap } from "../../src/parse/nmap/parse-nmap.ts";
import { addresses, Network } from "./support/network.ts";
import { run } from "./support/run.ts";
import { describeWith } from "./support/tools.ts";
import { verdictOf } from "./support/verdict-of.ts";
import { withFolder } from "./support/with-folder.ts";
import { wrongOf } from "./support/wrong-of.ts";

/** A port for each way in which a firewall treats connections; nothing listens on odd ones. */
const listening = [2000, 2002, 2004, 2006, 2008, 2010] as const;
const ports = [...listening, ...listening.map((port) => port + 1)];
const rules = `table inet filter {
  chain input {
    type filter hook input priority filter; policy accept;
    tcp dport 2002-2003 drop
    udp dport 2002-2003 drop
    tcp dport 2004-2005 reject with tcp reset
    udp dport 2004-2005 reject
    meta l4proto { tcp, udp } th dport 2006-2007 reject
    meta l4proto { tcp, udp } th dport 2008-2009 reject with icmpx admin-prohibited
    ip saddr ${addresses.stranger.ipv4} drop
  }
}
`;

/**
 * The certain result for each port. nmap recognizes a rejecting firewall only by ICMP, which servers
 * rate-limit; a rejection of UDP or of `connect` looks like a port without a listener.
 */
const expected = {
  syn: { open: [2000, 2010], closed: [2002, 2003], perhaps: [2006, 2007, 2008, 2009] },
  connect: { open: [2000, 2010], closed: [2002, 2003], perhaps: [2006, 2007, 2008, 2009] },
  udp: { open: [2000, 2010], closed: [], perhaps: [2008, 2009] },
  none: { open: [], closed: [], perhaps: [] },
} as const;

const scans = [
  ["-sS", "tcp", "syn"],
  ["-sT", "tcp", "connect"],
  ["-sU", "udp", "udp"],
  ["-sA", "tcp", "none"],
  ["-sF", "tcp", "none"],
] as const;

/** Scans the server, and returns nmap's output in all formats. */
function scan(network: Network, family: "ipv4" | "ipv6", option: string) {
  return withFolder(async (folder) => {
    const texts: string[] = [];
    for (const more of [[], ["-v", "--open"]]) {
      await run("ip", [
        ...["netns", "exec", network.outside, "nmap", "-n", "-Pn", "--max-retries", "2", option],
        ...[...more, "-p", "2000-2011", "-oA", join(folder, "scan"), addresses.server[family]],
        ...(family === "ipv6" ? ["-6"] : []),
      ]);
      texts.push(
        readFileSync(join(folder, "scan.xml"), "utf8"),
        readFileSync(join(folder, "scan.gnmap"), "utf8"),
      );
    }
    return texts;
  });
}

describeWith(["nmap", "nft"], "reading scans by nmap", () => {
  test("reads which ports of a server are open, closed, or in doubt", async () => {
    const network = new Network();
    const seen = new Set<string>();
    try {
      await network.open(listening);
      await network.onServer("nft", ["-f", "-"], { input: rules });
      for (const family of ["ipv4", "ipv6"] as const) {
        for (const [option, protocol, kind] of scans) {
          const texts = await scan(network, family, option);
          for (const [index, text] of texts.entries()) {
            expect(detectFirewall(text)).toBe("nmap");
            const exposure = parseNmap(text);
            expect(exposure.families).toEqual([family]);
            const from = addresses.office[family];
            const of = (which: string) =>
              [1999, ...ports, 2012]
                .sort()
                .filter(
                  (port) =>
                    verdictOf(exposure, { direction: "inbound", protocol, port, peer: from }) ===
                    which,
                );
            const what = `${option} ${family} ${text}`;
            const { open, closed, perhaps } = expected[kind];
            expect(of("open"), what).toEqual(open);
            // With --open, greppable output omits all other ports.
            expect(of("closed"), what).toEqual(
              expect.arrayContaining(index === 3 ? [] : [...closed]),
            );
            expect([...closed, ...perhaps], what).toEqual(expect.arrayContaining(of("closed")));
            for (const port of of("closed")) seen.add(`${kind} ${port}`);
            expect(exposure.undetermined, what).toContainEqual(
              expect.objectContaining({
                protocol: protocol === "tcp" ? "udp" : "tcp",
                ports: { from: 1, through: 65535 },
              }),
            );
            const probes = [...of("open"), ...of("closed")].map((port) => ({
              ...{ protocol, port, from, to: addresses.server[family] },
              open: of("open").includes(port),
            }));
            expect(await wrongOf(network, "outside", probes), what).toEqual([]);
          }
        }
      }
      for (const each of ["syn 2006", "syn 2009", "connect 2008", "udp 2009"]) {
        expect([...seen]).toContain(each);
      }
    } finally {
      await network.close();
    }
  });

  test("rejects scans that show nothing about the server", async () => {
    const network = new Network();
    try {
      await network.open([2000]);
      const { server, stranger } = addresses;
      const outside = (...args: readonly string[]) =>
        run("ip", ["netns", "exec", network.outside, "nmap", "-n", "-p", "2000", ...args]);
      for (const format of ["-oX", "-oG"]) {
        const several = await outside(format, "-", server.ipv4, stranger.ipv4);
        expect(() => parseNmap(several)).toThrow(
          `several hosts; expected one of ${server.ipv4}, ${stranger.ipv4}`,
        );
        expect(parseNmap(several, { host: server.ipv4 }).rules).toHaveLength(1);
        const nobody = await outside(format, "-", "10.99.0.99");
        expect(() => parseNmap(nobody)).toThrow("no host that was up");
        const pinged = await run("ip", [
          ...["netns", "exec", network.outside, "nmap", "-n", "-sn", format, "-", server.ipv4],
        ]);
        expect(() => parseNmap(pinged)).toThrow("has no");
      }
      const itself = await network.onServer("nmap", ["-n", "-p", "2000", "-oX", "-", server.ipv4]);
      expect(() => parseNmap(itself)).toThrow("made of itself");
      expect(() => parseNmap(itself.slice(0, -30))).toThrow("not well-formed XML");
      await expect(outside(server.ipv4).then((text) => parseNmap(text))).rejects.toThrow(
        "normal output, which omits details",
      );
    } finally {
      await network.close();
    }
  });
});
