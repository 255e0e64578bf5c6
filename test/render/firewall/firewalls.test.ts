import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createPolicy,
  InvalidOptionError,
  InvalidPolicyError,
  type Policy,
  type PortRange,
} from "../../../src/index.ts";
import { headerLines } from "../../../src/render/firewall/header.ts";
import { portGroups } from "../../../src/render/firewall/port-groups.ts";
import { portLists } from "../../../src/render/firewall/port-lists.ts";
import {
  apfNotes,
  csfNotes,
  firewalldNotes,
  mergeCsf,
  renderApf,
  renderApfAllow,
  renderCsf,
  renderCsfAllow,
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
  renderIp6tables,
  renderIptables,
  renderNftables,
  renderUfw,
  renderUfwCommands,
  ufwNotes,
} from "../../../src/render/index.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { thrown } from "../../support/thrown.ts";

const renderers = {
  renderNftables,
  renderIptables,
  renderIp6tables,
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
  renderCsf,
  renderCsfAllow,
  renderApf,
  renderApfAllow,
  renderUfw,
  renderUfwCommands,
};
const ssh = createPolicy(126, { services: "ssh" });
const open: Policy = { ...ssh, defaults: { inbound: "accept", outbound: "accept" } };
const limited = createPolicy(126, {
  services: ["ssh", "dns"],
  outbound: "needed",
  allowFrom: { ssh: ["198.51.100.0/24", "2001:db8::1"], dns: "2001:db8::2" },
});
const ranges = (...pairs: (readonly [number, number])[]): PortRange[] =>
  pairs.map(([from, through]) => ({ from, through }));

describe.each(Object.entries(renderers))("%s", (name, render) => {
  test("returns the same bytes for the same policy, with one newline at the end", () => {
    const text = render(limited);
    expect(render(JSON.parse(JSON.stringify(limited)))).toBe(text);
    expect(text).toMatch(/[^\n]\n$/);
    expect(text).not.toMatch(/[^\S\n]\n|\r/);
  });

  test("lists the warnings and the label of each rule at the top", () => {
    const text = render(createPolicy(126, { services: "dns" }));
    expect(text.slice(0, 600)).toContain("WARNING lockout: you can reach neither SSH nor WHM");
    expect(text).toContain("tcp 53: DNS");
    expect(text.indexOf("last modified 2025-09-02")).toBeGreaterThan(0);
  });

  test("refuses a malformed policy", () => {
    const [rule] = ssh.rules;
    const [left] = createPolicy(126).conditional;
    const broken = [
      { ...ssh, rules: [{ ...rule, ports: { from: "22\n", through: 22 } }] },
      { ...ssh, rules: [{ ...rule, ports: { from: 23, through: 22 } }] },
      { ...ssh, rules: [{ ...rule, ports: { from: 0, through: 22 } }] },
      { ...ssh, rules: [{ ...rule, ports: { from: 1, through: 65536 } }] },
      { ...ssh, rules: [{ ...rule, ports: 22 }] },
      { ...ssh, rules: [{ ...rule, protocol: "tcp dport 1 accept" }] },
      { ...ssh, rules: [{ ...rule, direction: "inbound\n" }] },
      { ...ssh, rules: [{ ...rule, sources: [] }] },
      { ...ssh, rules: [{ ...rule, sources: "0.0.0.0/0" }] },
      { ...ssh, rules: [{ ...rule, sources: ["1.2.3.4", "} accept"] }] },
      { ...ssh, rules: [{ ...rule, sources: [12] }] },
      ...["010.0.0.1", "1", "10.1", "1.2.3.4/0", "be.de", "2001:DB8::1", "1.2.3.4/32"].map(
        (source) => ({ ...ssh, rules: [{ ...rule, sources: [source] }] }),
      ),
      { ...ssh, rules: [{ ...rule, ports: undefined }] },
      { ...ssh, rules: [null] },
      { ...ssh, rules: undefined },
      { ...ssh, defaults: undefined },
      { ...ssh, defaults: {} },
      { ...ssh, title: undefined },
      ...[
        undefined,
        [null],
        [{}],
        [{ ...left, conditions: undefined }],
        [{ ...left, conditions: [null] }],
        [{ ...left, ports: { from: "22\n", through: 22 } }],
        [{ ...left, direction: "inbound\n" }],
      ].map((conditional) => ({ ...ssh, conditional })),
      { ...ssh, warnings: undefined },
      { ...ssh, warnings: [null] },
      null,
      { ...ssh, defaults: { inbound: "drop", outbound: "accept;" } },
    ];
    for (const policy of broken) {
      const error = thrown(() => render(policy as unknown as Policy));
      expect(error, name).toBeInstanceOf(InvalidPolicyError);
      expect(error.code).toBe("invalid-policy");
      expect(error.message).toMatch(
        /^the policy (?:has|is) .*; expected a policy as returned by createPolicy\(\)$/,
      );
    }
  });

  test("renders a policy without rules", () => {
    const nothing = createPolicy(126, { services: [] });
    expect(render(nothing)).toMatch(/\n$/);
    expect(render({ ...nothing, release: null, source: null })).not.toContain("last modified");
  });
});

describe("the header", () => {
  test("has short lines without control characters, whatever the labels are", () => {
    fc.assert(
      fc.property(hostileText, (label) => {
        const policy = {
          ...ssh,
          rules: ssh.rules.map((rule) => ({ ...rule, label })),
          conditional: createPolicy(126).conditional.map((rule) => ({
            ...rule,
            label,
            conditions: rule.conditions.map((condition) => ({ ...condition, text: label })),
          })),
        };
        const lines = headerLines(policy, [label]);
        for (const line of lines) {
          expect(line).toMatch(/^\P{Cc}*$/u);
          expect([...line].length).toBeLessThanOrEqual(400);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("breaks lines between words", () => {
    const lines = headerLines({ ...ssh, warnings: [] }, ["word ".repeat(60)]);
    expect(lines.every((line) => line.length <= 140)).toBe(true);
    expect(lines.join(" ").match(/word/g)).toHaveLength(60);
  });
});

describe("groups and lists of ports", () => {
  test("merge overlapping ranges of the same protocol and allowed sources", () => {
    const policy = createPolicy(126, {
      services: ["ssh", "dns"],
      add: [
        { ports: { from: 20, through: 30 }, protocol: "tcp", label: "a" },
        { ports: { from: 25, through: 40 }, protocol: "tcp", label: "b" },
        { ports: 41, protocol: "tcp", label: "c" },
      ],
    });
    expect(portGroups(policy, "inbound")).toEqual([
      { protocol: "tcp", sources: "any", ports: ranges([20, 40], [41, 41], [53, 53]) },
      { protocol: "udp", sources: "any", ports: ranges([53, 53]) },
      { protocol: "udp", sources: ["0.0.0.0/0"], ports: ranges([68, 68]) },
      { protocol: "udp", sources: ["fe80::/10"], ports: ranges([546, 546]) },
    ]);
    expect(portGroups(limited, "inbound").map((each) => [each.protocol, each.sources])).toEqual([
      ["tcp", ["198.51.100.0/24", "2001:db8::1"]],
      ["tcp", ["2001:db8::2"]],
      ["udp", ["0.0.0.0/0"]],
      ["udp", ["2001:db8::2"]],
      ["udp", ["fe80::/10"]],
    ]);
  });

  test("have at most 15 ports per list, where a range counts as two, and lose none", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 65535 }), fc.boolean()), { maxLength: 80 }),
        (given) => {
          const all = given.map(([from, single]) => ({ from, through: single ? from : from + 1 }));
          const lists = portLists(all);
          expect(lists.flat()).toEqual(all);
          for (const list of lists) {
            const size = list.reduce(
              (sum, { from, through }) => sum + (from === through ? 1 : 2),
              0,
            );
            expect(size).toBeGreaterThan(0);
            expect(size).toBeLessThanOrEqual(15);
          }
        },
      ),
    );
  });
});

describe("the notes on a format", () => {
  test("have one sentence per limitation", () => {
    expect(ufwNotes(ssh)).toEqual([]);
    expect(ufwNotes(limited)).toHaveLength(2);
    expect(firewalldNotes(ssh)).toHaveLength(2);
    expect(firewalldNotes(limited)).toHaveLength(4);
    expect(csfNotes(ssh)).toHaveLength(2);
    expect(csfNotes(limited)).toHaveLength(3);
    expect(apfNotes(ssh)).toHaveLength(2);
    expect(apfNotes(limited)).toHaveLength(6);
  });

  test("are in the header of the file", () => {
    for (const [render, notes] of [
      [renderFirewalld, firewalldNotes],
      [renderUfw, ufwNotes],
      [renderCsf, csfNotes],
      [renderApf, apfNotes],
    ] as const) {
      const text = render(limited).replace(/\n#? +/g, " ");
      for (const note of notes(limited)) {
        expect(text).toContain(`NOTE: ${note}`);
      }
    }
  });
});

describe("a policy that accepts by default", () => {
  test("accepts in each format that can, and is noted in the others", () => {
    expect(renderNftables(open)).toContain("hook input priority filter; policy accept;");
    expect(renderIptables(open)).toContain(":INPUT ACCEPT [0:0]");
    expect(renderIptables(open, { chains: "X" })).not.toContain("DROP\nCOMMIT");
    expect(renderCsf(open)).toContain('TCP_IN = "1:65535"');
    expect(renderApf(open)).toContain('IG_UDP_CPORTS="1_65535"');
    expect(renderUfwCommands(open)).toContain("ufw default allow incoming &&\n");
    expect(firewalldNotes(open)[2]).toContain("target of the zone");
    expect(ufwNotes(open)).toEqual([expect.stringContaining("ufw commands")]);
  });
});

describe("the commands for ufw", () => {
  test("open ports before the defaults close the rest", () => {
    const commands = renderUfwCommands(
      createPolicy(126, { outbound: "needed", allowFrom: { ssh: "198.51.100.7" } }),
    )
      .split("\n")
      .filter((line) => line.startsWith("ufw "));
    expect(commands.slice(-2)).toEqual([
      "ufw default deny incoming &&",
      "ufw default deny outgoing",
    ]);
    expect(commands.filter((line) => line.includes("default"))).toHaveLength(2);
  });

  test("check the profile first, and stop at the first failure", () => {
    const lines = renderUfwCommands(createPolicy(126, { services: ["ssh", "dns"] }))
      .split("\n")
      .filter((line) => line !== "");
    const first = lines.findIndex((line) => line.startsWith("ufw "));
    expect(lines[first]).toMatch(
      /^ufw app info cPanel \| grep -cxF -e ' {2}22,53\/tcp' -e ' {2}53\/udp' \| grep -qx 2 \|\| \{ echo 'Nothing was changed: .*' >&2; false; \} &&$/,
    );
    expect(lines.slice(first, -1).filter((line) => !line.endsWith(" &&"))).toEqual([]);
    expect(lines.at(-1)).toBe("ufw default allow outgoing");
    expect(lines[first - 1]).toBe(
      "#   cpanel-ports render ufw … --output /etc/ufw/applications.d/cpanel",
    );
  });
});

describe("names", () => {
  test.for([
    ["table", (name: string) => renderNftables(ssh, { table: name })],
    ["chains", (name: string) => renderIptables(ssh, { chains: name })],
    ["chains", (name: string) => renderIp6tables(ssh, { chains: name })],
    ["profile", (name: string) => renderUfw(ssh, { profile: name })],
    ["profile", (name: string) => renderUfwCommands(ssh, { profile: name })],
  ] as const)("refuse a %s that the tool would misread", ([field, render]) => {
    for (const name of ["", "1a", "a b", "a;b", "a\n", "ä", "-a", "x".repeat(60), 7 as never]) {
      const error = thrown(() => render(name));
      expect(error).toBeInstanceOf(InvalidOptionError);
      expect((error as InvalidOptionError).field).toBe(field);
      expect(error.message).toContain("a letter, then letters, digits");
    }
  });

  test("appear in the rules, commands and comments", () => {
    expect(renderNftables(ssh, { table: "my_ports" })).toContain("\ndelete table inet my_ports\n");
    expect(renderIptables(limited, { chains: "MINE" })).toContain(
      "# Load with iptables-restore --noflush. Then call the chains, after your own rules:\n#   iptables -C INPUT -j MINE-IN 2> /dev/null || iptables -A INPUT -j MINE-IN\n#   iptables -C OUTPUT -j MINE-OUT 2> /dev/null || iptables -A OUTPUT -j MINE-OUT\n*filter\n:MINE-IN - [0:0]\n:MINE-OUT - [0:0]\n",
    );
    expect(renderIp6tables(ssh, { chains: "MINE" })).toContain(
      "#   ip6tables -C INPUT -j MINE-IN 2> /dev/null || ip6tables -A INPUT -j MINE-IN\n*filter",
    );
    expect(renderUfw(ssh, { profile: "Mine" })).toContain(
      "\n[Mine]\ntitle=Ports of cPanel & WHM 126\n",
    );
    expect(renderUfwCommands(ssh, { profile: "Mine" })).toContain("ufw allow Mine &&\n");
  });
});

test("mergeCsf and the notes refuse a malformed policy", () => {
  const broken = { ...ssh, rules: [{ ...ssh.rules[0], protocol: "tcp accept" }] } as never;
  for (const use of [() => mergeCsf(broken, ""), () => csfNotes(broken), () => apfNotes(broken)]) {
    expect(thrown(use)).toBeInstanceOf(InvalidPolicyError);
  }
});

describe("allowed sources", () => {
  test("are in the files of their family", () => {
    expect(renderIptables(limited)).toContain(
      "-A INPUT -s 198.51.100.0/24 -p tcp -m multiport --dports 22 -j ACCEPT\n",
    );
    expect(renderIptables(limited)).not.toMatch(/^-A .*2001/m);
    expect(renderIp6tables(limited)).toContain(
      "-A INPUT -s 2001:db8::2 -p udp -m multiport --dports 53 -j ACCEPT\n",
    );
    expect(renderNftables(limited)).toContain(
      "\t\tip saddr { 198.51.100.0/24 } tcp dport { 22 } accept\n\t\tip6 saddr { 2001:db8::1 } tcp dport { 22 } accept\n",
    );
    expect(renderCsfAllow(limited)).toMatch(
      /\ntcp\|in\|d=22\|s=198.51.100.0\/24\ntcp\|in\|d=22\|s=2001:db8::1\n/,
    );
    expect(renderApfAllow(limited)).not.toMatch(/^[^#].*2001/m);
    expect(renderUfwCommands(limited)).toContain(
      "ufw allow proto udp from 2001:db8::2 to any port 53 &&\n",
    );
  });
});

test("ufw gets no profile without ports", () => {
  const none = createPolicy(126, { services: "ssh", allowFrom: { ssh: "192.0.2.1" } });
  expect(renderUfw(none)).not.toContain("[cPanel]");
  expect(renderUfwCommands(none)).not.toMatch(/^ufw (app|allow cPanel)/m);
});
