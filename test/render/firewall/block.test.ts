import { describe, expect, test } from "vitest";
import { InvalidOptionError } from "../../../src/index.ts";
import { type BlockFormat, renderBlock } from "../../../src/render/index.ts";
import { thrown } from "../../support/thrown.ts";

const formats = ["nftables", "iptables", "firewalld", "csf"] as const;
const commands = (text: string) => text.split("\n").filter((line) => !/^(#|$)/.test(line));
const comments = (text: string) => text.split("\n").filter((line) => line.startsWith("#"));

describe("renderBlock", () => {
  test("puts addresses and networks of both families into sets of a dedicated nftables table", () => {
    const lines = commands(
      renderBlock(["198.51.100.1", "2001:DB8::/32", "192.0.2.0/24", "192.0.2.7"], "nftables"),
    );
    expect(lines.at(0)).toBe("nft -f - << 'END'");
    expect(lines.filter((line) => line.startsWith("add element"))).toEqual([
      "add element inet cpanel_ports_block ipv4_addresses { 198.51.100.1 }",
      "add element inet cpanel_ports_block ipv4_networks { 192.0.2.0/24 }",
      "add element inet cpanel_ports_block ipv6_networks { 2001:db8::/32 }",
    ]);
    expect(lines.at(-1)).toBe("END");
  });

  test("joins iptables, firewalld and CSF commands so that a failure skips the rest", () => {
    const both = ["2001:db8::1", "198.51.100.0/24"];
    expect(commands(renderBlock(both, "iptables"))).toEqual([
      "{ iptables -w -D INPUT -s 198.51.100.0/24 -j DROP 2> /dev/null || true; } &&",
      "iptables -w -I INPUT -s 198.51.100.0/24 -j DROP &&",
      "{ ip6tables -w -D INPUT -s 2001:db8::1 -j DROP 2> /dev/null || true; } &&",
      "ip6tables -w -I INPUT -s 2001:db8::1 -j DROP",
    ]);
    const rules = [
      `'rule family="ipv4" source address="198.51.100.0/24" drop'`,
      `'rule family="ipv6" source address="2001:db8::1" drop'`,
    ];
    expect(commands(renderBlock(both, "firewalld"))).toEqual([
      `firewall-cmd --permanent --add-rich-rule=${rules[0]} &&`,
      `firewall-cmd --add-rich-rule=${rules[0]} &&`,
      `firewall-cmd --permanent --add-rich-rule=${rules[1]} &&`,
      `firewall-cmd --add-rich-rule=${rules[1]}`,
    ]);
    expect(commands(renderBlock(both, "csf")).slice(1)).toEqual([
      "csf_deny 198.51.100.0/24 &&",
      "csf_deny 2001:db8::1",
    ]);
  });

  test("explains the effect on existing connections, how long a block lasts and how to undo it", () => {
    for (const format of formats) {
      const text = comments(renderBlock(["198.51.100.1", "2001:db8::/32"], format)).join("\n");
      expect(text).toMatch(/including existing connections|Existing connections continue/);
      expect(text).toMatch(/reboot/);
      expect(text).toMatch(/# To undo:\n# {3}.*198\.51\.100\.1.*\n(?:.*\n)*.*2001:db8::\/32/);
      expect(
        Math.max(
          ...text
            .split("\n")
            .slice(0, 6)
            .map((line) => line.length),
        ),
      ).toBeLessThan(112);
    }
  });

  test("accepts a single address without a list", () => {
    for (const format of formats) {
      expect(renderBlock("2001:DB8:0::1", format)).toBe(renderBlock(["2001:db8::1"], format));
    }
  });

  test.for<[string, string | readonly string[]]>([
    ["all of IPv4", "0.0.0.0/0"],
    ["all of IPv6", "::/0"],
    ["half of IPv4", "128.0.0.0/1"],
    ["all global unicast IPv6 addresses", "2000::/3"],
    ["networks that together cover a large part of IPv4", ["16.0.0.0/4", "32.0.0.0/4"]],
    [
      "networks that together cover a large part of IPv6",
      ["2001::/17", "2001:8000::/17", "2400::/17", "2600::/17"],
    ],
  ])("refuses to block %s without force", ([, addresses]) => {
    const error = thrown(() => renderBlock(addresses, "csf")) as InvalidOptionError;
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error.field).toBe("addresses");
    expect(error.message).toMatch(
      /would block a large part of IPv[46]; expected no more addresses than a \/(?:4|16) has, or force$/,
    );
    expect(error.input).toBe([addresses].flat().join(", "));
    expect(renderBlock(addresses, "csf", { force: true })).toContain(
      `csf_deny ${error.input}`.split(",")[0],
    );
  });

  test("blocks up to an IPv4 /4 and an IPv6 /16, and addresses next to link-local ones", () => {
    expect(renderBlock(["16.0.0.0/4", "2001::/16"], "iptables")).toContain("-s 16.0.0.0/4 ");
    const neighbors = ["169.253.255.255", "169.255.0.0"];
    expect(renderBlock(neighbors, "iptables")).toContain("-s 169.253.255.255 ");
  });

  test.for([
    "127.0.0.1",
    "0.0.0.1",
    "126.0.0.0/7",
    "169.254.0.0/16",
    "169.254.169.254",
    "169.252.0.0/14",
    "224.0.0.251",
    "255.255.255.255",
    "::",
    "::1",
    "ff02::1",
    "fe80::1",
    "fe80::/16",
  ])("refuses to block %s, which is not unicast or includes link-local addresses", (address) => {
    const error = thrown(() => renderBlock(["192.0.2.1", address], "nftables"));
    expect(error.message).toBe(
      `addresses: ${address} would block loopback, multicast, broadcast or link-local addresses; expected unicast addresses of other machines, or force`,
    );
    expect(renderBlock(address, "nftables", { force: true })).toContain(address);
  });

  test("refuses to block addresses of keep", () => {
    const keep = ["203.0.113.9", "2001:db8:1::/48"];
    for (const [address, kept] of [
      ["203.0.113.9", "203.0.113.9"],
      ["203.0.113.0/24", "203.0.113.9"],
      ["2001:db8::/32", "2001:db8:1::/48"],
      ["2001:db8:1::7", "2001:db8:1::/48"],
    ] as const) {
      const error = thrown(() => renderBlock(["192.0.2.1", address], "csf", { keep }));
      expect(error).toBeInstanceOf(InvalidOptionError);
      expect(error.message).toBe(
        `addresses: ${address} would block ${kept}, which must not be blocked; expected networks without ${kept}, or force`,
      );
      expect(renderBlock(address, "csf", { keep, force: true })).toContain(`csf_deny ${address}`);
    }
    expect(renderBlock("203.0.113.10", "csf", { keep: "203.0.113.9" })).toContain("203.0.113.10");
  });

  test("names at most three networks in an error", () => {
    const networks = ["192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"];
    expect(thrown(() => renderBlock(networks, "csf", { keep: "192.0.2.0/24" })).message).toMatch(
      /^addresses: 4 networks would block 192\.0\.2\.0\/24/,
    );
  });

  test.for([
    "",
    "[2001:db8::1]",
    "198.51.100.1; reboot",
    "198.51.100.1\n",
    "$(id)",
    "198.51.100.7/24",
    null as never,
  ])("refuses %j, which is not an address or network", (address) => {
    const error = thrown(() => renderBlock(address, "nftables", { force: true }));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error.message).toMatch(
      /^addresses is .*; expected (an IPv4 or IPv6 address|the network 198)/,
    );
    expect(thrown(() => renderBlock("192.0.2.1", "csf", { keep: address })).message).toMatch(
      /^keep is /,
    );
  });

  test("refuses an empty list, an unknown format and a force that is not a boolean", () => {
    expect(thrown(() => renderBlock([], "nftables")).message).toMatch(
      /^addresses is an array; expected at least one address or network$/,
    );
    for (const format of ["ufw", "constructor", "", undefined]) {
      const error = thrown(() => renderBlock("198.51.100.1", format as BlockFormat));
      expect(error.message).toMatch(/expected one of nftables, iptables, firewalld, csf$/);
    }
    expect(
      thrown(() => renderBlock("198.51.100.1", "csf", { force: "no" as never })).message,
    ).toMatch(/^force is "no"; expected one of true, false$/);
  });
});
