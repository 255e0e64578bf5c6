import { describe, expect, test } from "vitest";
import { createPolicy, InvalidOptionError } from "../../../src/index.ts";
import { parseNftables } from "../../../src/parse/index.ts";
import {
  type NftablesOptions,
  renderIp6tables,
  renderIptables,
  renderNftables,
} from "../../../src/render/index.ts";
import { thrown } from "../../support/thrown.ts";

const renderers = { renderNftables, renderIptables, renderIp6tables };
const ssh = createPolicy(126, { services: ["ssh", "whm"], replace: { ssh: [22, 2222] } });
const limited = createPolicy(126, {
  services: ["ssh", "dns"],
  outbound: "needed",
  allowFrom: { ssh: ["192.0.2.0/24", "2001:db8::1"] },
});
const rules = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !line.startsWith("#"));
const labelled = (label: string) =>
  createPolicy(126, { services: "ssh", add: { ports: 8443, protocol: "tcp", label } });

describe("comments", () => {
  test("put each port into its own rule, with the label as its comment", () => {
    expect(rules(renderNftables(ssh, { comments: true }))).toEqual(
      expect.arrayContaining([
        'tcp dport 22 accept comment "SSH"',
        'tcp dport 2086 accept comment "WHM and cPanel Licensing"',
        'tcp dport 2222 accept comment "SSH"',
      ]),
    );
    expect(renderNftables(ssh, { comments: true })).not.toContain("set inbound_tcp");
    expect(rules(renderIptables(limited, { comments: true }))).toEqual(
      expect.arrayContaining([
        '-A INPUT -s 192.0.2.0/24 -p tcp -m multiport --dports 22 -m comment --comment "SSH" -j ACCEPT',
        '-A OUTPUT -p udp -m multiport --dports 53 -m comment --comment "DNS" -j ACCEPT',
      ]),
    );
    expect(rules(renderNftables(limited, { comments: true }))).toEqual(
      expect.arrayContaining([
        'ip6 saddr { 2001:db8::1 } tcp dport 22 accept comment "SSH"',
        'udp dport 53 accept comment "DNS"',
      ]),
    );
  });

  test("list every label of a merged range", () => {
    const policy = createPolicy(126, {
      services: "ssh",
      add: [
        { ports: { from: 20, through: 30 }, protocol: "tcp", label: "Range" },
        { ports: 25, protocol: "udp", label: "Another protocol" },
      ],
    });
    expect(renderNftables(policy, { comments: true })).toContain(
      'tcp dport 20-30 accept comment "Range, SSH"',
    );
  });

  test("escape special characters of a label for each format", () => {
    const policy = labelled('a "quoted" \\ label');
    expect(renderNftables(policy, { comments: true })).toContain(`comment "a 'quoted' \\ label"\n`);
    expect(renderIptables(policy, { comments: true })).toContain(
      '--comment "a \\"quoted\\" \\\\ label" -j ACCEPT\n',
    );
  });

  test("are cut between characters to the length that each tool accepts", () => {
    const long = { ...labelled("x") };
    const rule = { ...long.rules.find(({ label }) => label === "x"), label: "ä".repeat(200) };
    const policy = { ...long, rules: [rule] } as never;
    const bytes = (text: string, pattern: RegExp) => {
      const [, comment = ""] = pattern.exec(text) ?? [];
      expect(comment).toMatch(/^ä+…$/);
      return new TextEncoder().encode(comment).length;
    };
    expect(bytes(renderNftables(policy, { comments: true }), /comment "(.*)"/)).toBe(127);
    expect(bytes(renderIptables(policy, { comments: true }), /--comment "(.*)"/)).toBe(255);
  });

  test("are omitted for an empty label", () => {
    const policy = { ...ssh, rules: ssh.rules.map((rule) => ({ ...rule, label: " " })) };
    expect(renderNftables(policy, { comments: true })).toContain("tcp dport 22 accept\n");
    expect(renderIptables(policy, { comments: true })).toContain("--dports 22 -j ACCEPT\n");
  });

  test("mark the open ports of an exposure", () => {
    const exposure = parseNftables(
      "table inet x {\n chain input {\n type filter hook input priority 0; policy drop;\n ct state established accept\n tcp dport 22 accept\n }\n}",
    );
    expect(renderNftables(exposure, { comments: true })).toContain(
      'comment "Open in the firewall"',
    );
  });
});

describe("counters", () => {
  test("count port rules and dropped packets", () => {
    const text = rules(renderNftables(limited, { counters: true }));
    expect(text).toContain("tcp dport @inbound_tcp counter accept");
    expect(text).toContain("ip saddr { 192.0.2.0/24 } tcp dport { 22 } counter accept");
    expect(text.filter((line) => line === "counter drop")).toHaveLength(2);
    expect(renderNftables(ssh, {})).not.toContain("counter");
  });
});

describe("a log prefix", () => {
  test("adds a rate-limited log rule to the end of each chain that drops", () => {
    const nft = rules(renderNftables(ssh, { logPrefix: "a `b` 'c' " }));
    expect(nft.filter((line) => line.includes("log"))).toEqual([
      "limit rate 10/minute burst 10 packets log prefix \"a `b` 'c' \" level info",
    ]);
    const log = '-m limit --limit 10/minute --limit-burst 10 -j LOG --log-prefix "ports: "';
    expect(rules(renderIptables(ssh, { logPrefix: "ports: " })).slice(-3)).toEqual([
      `-A INPUT ${log}`,
      "COMMIT",
      "",
    ]);
    const chains = rules(renderIp6tables(limited, { logPrefix: "ports: ", chains: "X" }));
    for (const chain of ["X-IN", "X-OUT"]) {
      const at = chains.indexOf(`-A ${chain} ${log}`);
      expect(chains[at + 1]).toBe(`-A ${chain} -j DROP`);
    }
  });

  test("adds no log rule to a chain that accepts by default", () => {
    const open = { ...ssh, defaults: { inbound: "accept", outbound: "accept" } } as const;
    expect(renderNftables(open, { logPrefix: "x", counters: true })).not.toMatch(
      /log|counter drop/,
    );
    expect(renderIptables(open, { logPrefix: "x" })).not.toContain("LOG");
  });

  test.for(["", "x".repeat(128), 'a"b', "a$b", "a\\b", "a\nb", "ä", 7 as never])(
    "is refused as %j",
    (logPrefix) => {
      const error = thrown(() => renderNftables(ssh, { logPrefix }));
      expect(error).toBeInstanceOf(InvalidOptionError);
      expect(error).toMatchObject({ field: "logPrefix", accepted: [] });
      expect(error.message).toMatch(/^logPrefix is .*; expected 1 to 127 printable ASCII/);
    },
  );

  test("has at most 127 characters for nftables and 29 for iptables", () => {
    expect(renderNftables(ssh, { logPrefix: "x".repeat(127) })).toContain("x".repeat(127));
    expect(renderIptables(ssh, { logPrefix: "x".repeat(29) })).toContain("x".repeat(29));
    expect(thrown(() => renderIp6tables(ssh, { logPrefix: "x".repeat(30) })).message).toMatch(
      /expected 1 to 29 printable/,
    );
  });
});

describe("a rate limit for new SSH connections", () => {
  test("counts per IPv4 address and IPv6 network on the SSH ports, before they are accepted", () => {
    const nft = rules(renderNftables(ssh, { sshRate: "4/minute" }));
    const of = (family: string) => nft.findIndex((line) => line.includes(`update @ssh_${family}`));
    expect(nft[of("ipv4")]).toBe(
      "tcp dport { 22, 2222 } ct state new update @ssh_ipv4 { ip saddr limit rate over 4/minute burst 4 packets } drop",
    );
    expect(nft[of("ipv6")]).toBe(
      "tcp dport { 22, 2222 } ct state new update @ssh_ipv6 { ip6 saddr & ffff:ffff:ffff:ffff:: limit rate over 4/minute burst 4 packets } drop",
    );
    expect(of("ipv6")).toBeLessThan(nft.indexOf("tcp dport @inbound_tcp accept"));
    expect(nft.findIndex((line) => line.startsWith("ct state vmap"))).toBeLessThan(of("ipv4"));
    expect(nft).toContain("timeout 1m");
    const hashlimit = (text: string) => rules(text).filter((line) => line.includes("hashlimit"));
    expect(hashlimit(renderIptables(ssh, { sshRate: "100/day" }))).toEqual([
      "-A INPUT -p tcp -m multiport --dports 22,2222 -m conntrack --ctstate NEW -m hashlimit --hashlimit-above 100/day --hashlimit-burst 100 --hashlimit-mode srcip --hashlimit-name ssh_100_day -j DROP",
    ]);
    expect(hashlimit(renderIp6tables(ssh, { sshRate: "1/second" }))[0]).toContain(
      "--hashlimit-mode srcip --hashlimit-srcmask 64 --hashlimit-name ssh_1_second -j DROP",
    );
  });

  test("counts only allowed sources, and explains the rule in a comment", () => {
    const options = { sshRate: "4/minute", comments: true } as const;
    const nft = rules(renderNftables(limited, options)).filter((line) => line.includes("update"));
    expect(nft).toEqual([
      'ip saddr { 192.0.2.0/24 } tcp dport { 22 } ct state new update @ssh_ipv4 { ip saddr limit rate over 4/minute burst 4 packets } drop comment "more than 4/minute new SSH connections"',
      'ip6 saddr { 2001:db8::1 } tcp dport { 22 } ct state new update @ssh_ipv6 { ip6 saddr & ffff:ffff:ffff:ffff:: limit rate over 4/minute burst 4 packets } drop comment "more than 4/minute new SSH connections"',
    ]);
    expect(renderIp6tables(limited, options)).toMatch(
      /^-A INPUT -s 2001:db8::1 -p tcp -m multiport --dports 22 .*--comment "more than 4\/minute new SSH connections" -j DROP$/m,
    );
  });

  test.for([
    "0/minute",
    "101/minute",
    "4/min",
    "4 / minute",
    "4",
    "4.5/minute",
    4 as never,
    null as never,
  ])("is refused as %j", (sshRate) => {
    const error = thrown(() => renderNftables(ssh, { sshRate: sshRate as "4/minute" }));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error.message).toMatch(/^sshRate is .*; expected 1 to 100 connections per second/);
  });

  test("is refused for a policy without an SSH port, and for an exposure", () => {
    for (const policy of [
      createPolicy(126, { services: "dns" }),
      parseNftables("table inet x {\n}"),
    ]) {
      expect(thrown(() => renderIptables(policy, { sshRate: "4/minute" })).message).toBe(
        'sshRate is "4/minute"; expected no rate, because the policy opens no SSH port',
      );
    }
  });
});

test.for(Object.entries(renderers))("%s refuses a flag that is not a boolean", ([name, render]) => {
  const flags = name === "renderNftables" ? ["comments", "counters"] : ["comments"];
  for (const flag of flags) {
    const options = { [flag]: "yes" } as NftablesOptions;
    expect(thrown(() => render(ssh, options)).message).toBe(
      `${flag} is "yes"; expected one of true, false`,
    );
  }
});
