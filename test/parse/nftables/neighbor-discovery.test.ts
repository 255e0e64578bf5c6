import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";
import { keepNeighborsOut, letNeighborsIn, rulesetWith } from "../../support/nftables-neighbors.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";

const read = (text: string) => {
  const exposure = parseNftables(text);
  return {
    inbound: openAndUndetermined(exposure, "inbound").open,
    outbound: openAndUndetermined(exposure, "outbound").open,
    notes: exposure.notes.filter(({ code }) => code === "neighbor-discovery"),
  };
};

const nothing =
  "no rule lets in neighbor solicitations (ICMPv6 type 135) and in neighbor advertisements (ICMPv6 type 136)";

describe("IPv6 without neighbor discovery", () => {
  test("is closed in both directions, with one warning", () => {
    const text = readFileSync(
      join(import.meta.dirname, "../../firewalls/cases/05-inet-drop-without-icmpv6.nft"),
      "utf8",
    );
    const { inbound, outbound, notes } = read(text);
    expect(inbound).toEqual(["tcp 22 0.0.0.0/0", "tcp 2083 0.0.0.0/0", "tcp 2087 0.0.0.0/0"]);
    expect(outbound).toEqual(["tcp 1-65535 0.0.0.0/0", "udp 1-65535 0.0.0.0/0"]);
    expect(notes).toMatchObject([
      {
        kind: "warning",
        text: `${nothing}: on Ethernet, the server and other machines cannot reach each other over IPv6`,
      },
    ]);
  });

  test("is in doubt if only some messages pass", () => {
    const drop = "icmpv6 type nd-neighbor-advert drop";
    const exposure = parseNftables(rulesetWith([drop, "meta l4proto icmpv6 accept"]));
    expect(openAndUndetermined(exposure)).toEqual({
      open: ["tcp 22 0.0.0.0/0"],
      undetermined: ["tcp 22 ::/0"],
    });
  });

  test("is in doubt if messages pass only for some addresses, which may exclude the router", () => {
    const open = (...networks: readonly string[]) => {
      const exposure = parseNftables(
        rulesetWith(networks.map((network) => `ip6 saddr ${network} accept`)),
      );
      return { ...openAndUndetermined(exposure), reasons: exposure.undetermined[0]?.reasons };
    };
    expect(open("fe80::/10")).toEqual({
      open: ["tcp 22 0.0.0.0/0"],
      undetermined: [
        "tcp 1-21 fe80::/10",
        "tcp 22 ::/0",
        "tcp 23-65535 fe80::/10",
        "udp 1-65535 fe80::/10",
      ],
      reasons: [
        "no rule lets in neighbor solicitations (ICMPv6 type 135) from every address and in neighbor advertisements (ICMPv6 type 136) from every address: on Ethernet, IPv6 connections succeed only by chance",
      ],
    });
  });

  test("is not affected by tables for IPv4", () => {
    const text = rulesetWith([])
      .replace("table inet", "table ip")
      .replace(/\tset .*\n/, "");
    expect(read(text).inbound).toContain("tcp 22");
    expect(read(text).notes).toEqual([]);
  });

  test("is assumed to pass if the input does not show it", () => {
    const text = `include "/etc/nftables/*.nft"\n${rulesetWith([])}`;
    const exposure = parseNftables(text);
    expect(exposure.rules).toEqual([]);
    expect(exposure.notes.map(({ code }) => code)).toEqual(["command"]);
  });
});

describe("neighbor discovery", () => {
  test.for(letNeighborsIn)("is accepted by %s", (rules) => {
    expect(read(rulesetWith(rules)).notes).toEqual([]);
  });

  test.for(keepNeighborsOut)("is not accepted by %s", (rules) => {
    expect(read(rulesetWith(rules)).notes.map(({ kind }) => kind)).toEqual(["warning"]);
  });

  test.for([
    ["icmpv6 type & 128 == 128 accept", "icmpv6 type & 128 == 128"],
    [
      "icmpv6 type nd-neighbor-solicit | nd-neighbor-advert accept",
      "icmpv6 type == nd-neighbor-solicit,nd-neighbor-advert",
    ],
    [
      "icmpv6 type { nd-neighbor-solicit | nd-neighbor-advert } accept",
      "icmpv6 type == nd-neighbor-solicit|nd-neighbor-advert",
    ],
    ["icmpv6 type @unknown accept", "icmpv6 type == @unknown"],
    ["icmpv6 type unheard-of accept", "icmpv6 type == unheard-of"],
    ["icmpv6 checksum 7 accept", "icmpv6 checksum == 7"],
    ["th dport 22 accept", "th dport == 22"],
    ["@th,0,8 135 accept", "@th 0,8 == 135"],
  ] as const)("may be accepted by %s", ([rule, what]) => {
    const { inbound, notes } = read(rulesetWith([rule]));
    expect(inbound).toContain("tcp 22");
    const note = {
      kind: "assumed",
      code: "neighbor-discovery",
      input: 0,
      line: 5,
      text: `IPv6 neighbor discovery is assumed to pass; line 5: whether the rule matches depends on "${what}"`,
    };
    expect(notes).toEqual([note]);
  });

  test("may be accepted by an iptables match", () => {
    const rule = 'meta l4proto ipv6-icmp xt match "icmp6" counter packets 0 bytes 0 accept';
    expect(read(rulesetWith([rule])).notes).toMatchObject([{ kind: "assumed" }]);
  });

  test("is accepted outbound only to solicited addresses", () => {
    const outbound = (...rules: readonly string[]) =>
      read(
        rulesetWith(["meta l4proto icmpv6 accept"], ["icmpv6 type 136 accept", ...rules], "drop"),
      ).outbound;
    expect(outbound("ip6 daddr ff02::1:ff00:0/104 accept")).toEqual(["tcp 25"]);
    expect(outbound("ip6 daddr fe80::/10 accept")).toEqual(["tcp 25 0.0.0.0/0"]);
    const one = "ip6 daddr ff02::1:ff00:1 accept";
    expect(
      read(
        rulesetWith(["meta l4proto icmpv6 accept"], ["icmpv6 type 136 accept", one], "drop"),
      ).notes.map(({ text }) => text),
    ).toContainEqual(
      expect.stringContaining(
        "no rule lets out neighbor solicitations (ICMPv6 type 135) to every address: ",
      ),
    );
  });
});
