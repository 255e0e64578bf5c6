import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseIptables } from "../../../src/parse/iptables/parse-iptables.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";
import { thrown } from "../../support/thrown.ts";

const input = (name: string) => readFileSync(join(import.meta.dirname, "inputs", name), "utf8");
const read = (
  inputs: string | readonly string[],
  options: Parameters<typeof parseIptables>[1] = { family: "ipv4" },
) => openAndUndetermined(parseIptables(inputs, options), "inbound");
const tcp = (...ports: readonly string[]) => ({
  open: ports.map((port) => `tcp ${port}`),
  undetermined: [],
});
const everything = { open: ["everything"], undetermined: [] };
const texts = (inputs: string | readonly string[], options = {}) =>
  parseIptables(inputs, options).notes.map(({ kind, line, text }) => `${kind} ${line} ${text}`);

/** Returns a table for iptables-restore that drops whatever no line accepts. */
const table = (...lines: readonly string[]) =>
  `*filter\n:INPUT DROP\n:OUTPUT ACCEPT\n-A INPUT -m state --state ESTABLISHED -j ACCEPT\n${lines.join("\n")}\nCOMMIT\n`;

describe("a table that does not declare its chains", () => {
  test("starts empty, so that its last rule decides", () => {
    expect(read(input("11-rules-without-chain-lines.rules"))).toEqual(tcp("22", "2087"));
  });

  test("is assumed to start with ACCEPT policies", () => {
    const text = "*filter\n-A INPUT -p tcp --dport 23 -j DROP\nCOMMIT\n";
    expect(read(text)).toEqual({
      open: ["tcp 1-22", "tcp 24-65535", "udp 1-65535"],
      undetermined: [],
    });
    expect(texts(text, { family: "ipv4" })).toContain(
      "assumed 1 the input does not set the policy of INPUT and OUTPUT; the default, ACCEPT, is assumed",
    );
  });

  test("is incomplete if it only adds user-defined chains", () => {
    const text = "*filter\n:own - [0:0]\n-A own -p tcp --dport 22 -j ACCEPT\nCOMMIT\n";
    expect(read(text)).toEqual({ open: [], undetermined: ["tcp 1-65535", "udp 1-65535"] });
  });
});

describe("long options", () => {
  test("reads long options and policies as iptables-restore does", () => {
    expect(read(input("12-hand-written-sysconfig.rules"))).toEqual(tcp("22", "2087"));
  });

  test.for([
    "--append INPUT --protocol tcp --destination-port 22 --jump ACCEPT",
    "--app INPUT --proto tcp --dpo 22 --ju ACCEPT",
    "[3:180] --append INPUT --protocol tcp --match tcp --dport 22 --jump ACCEPT",
    "--insert INPUT 1 --protocol tcp --dport 22 --goto ok",
    "-4 -A INPUT -p tcp --dport 22 -j ACCEPT",
    "-A INPUT --src 0.0.0.0/0 --dst 0.0.0.0/0 -p tcp --dport 22 -j ACCEPT",
  ])("reads %s", (line) => {
    expect(read(table("-N ok", "-A ok -j ACCEPT", line))).toEqual(tcp("22"));
  });

  test.for([
    "-6 -A INPUT -p tcp --dport 22 -j ACCEPT",
    "-A INPUT -p tcp --dport 22 --fragments -j ACCEPT",
  ])("opens nothing for options that fit no packet: %s", (line) => {
    expect(read(table(line))).toEqual(tcp());
  });

  test("leaves ports in doubt for an ambiguous abbreviation", () => {
    expect(read(table("-A INPUT --in eth0 -p tcp --dport 22 -j ACCEPT"))).toEqual({
      open: [],
      undetermined: ["tcp 22"],
    });
  });
});

describe("commands that change earlier lines", () => {
  test.for([
    ["-P INPUT ACCEPT", everything],
    ["--policy INPUT ACCEPT", everything],
    ["-A INPUT -p tcp --dport 22 -j ACCEPT\n-F INPUT", tcp()],
    ["-A INPUT -p tcp --dport 22 -j ACCEPT\n-F", tcp()],
    ["-F nothing\n-X nothing\n-A INPUT -p tcp --dport 22 -j ACCEPT", tcp("22")],
    ["-A INPUT -p tcp --dport 22 -j ACCEPT\n-D INPUT -p tcp -m tcp --dport 22 -j ACCEPT", tcp()],
    ["-A INPUT -p tcp --dport 22 -j ACCEPT\n-D INPUT 2", tcp()],
    ["-A INPUT -p tcp --dport 22 -j ACCEPT\n-R INPUT 2 -p tcp --dport 80 -j ACCEPT", tcp("80")],
    ["-N a\n-A a -j ACCEPT\n-F\n-X\n-A INPUT -p tcp --dport 22 -j ACCEPT", tcp("22")],
    ["-N a\n-A a -p tcp --dport 22 -j ACCEPT\n-A INPUT -j a\n-F a", tcp()],
    ["-A INPUT -p tcp --dport 22 -j ACCEPT\n-N a\n-F a\n-X a", tcp("22")],
    ["-N a\n-X a\n-A INPUT -p tcp --dport 22 -j a", { open: [], undetermined: ["tcp 22"] }],
    ["-A INPUT -p tcp --dport 22 -j ACCEPT\n-X INPUT", tcp("22")],
  ] as const)("follows %s", ([lines, expected]) => {
    expect(read(table(lines))).toEqual(expected);
  });
});

describe("the family of a table", () => {
  const open = "*filter\n:INPUT ACCEPT\n:OUTPUT ACCEPT\nCOMMIT\n";
  const closed = table("-A INPUT -p tcp --dport 22 -j ACCEPT");

  test("is assumed to be the other family for a repeated table", () => {
    const text = input("20-v4-and-v6-without-hints.rules");
    expect(read(text, {})).toEqual({
      open: ["tcp 1-2086 ::/0", "tcp 2087", "tcp 2088-65535 ::/0", "udp 1-65535 ::/0"],
      undetermined: [],
    });
    expect(texts(text)).toContain(
      "assumed 11 table filter appears twice; the second one is assumed to be for IPv6",
    );
  });

  test("is the other family for a repeated table in another input", () => {
    expect(read([closed, open], {})).toEqual(read(closed + open, {}));
    expect(read([open, closed], { families: { 0: "ipv6", 1: "ipv4" } })).toEqual(
      read(closed + open, {}),
    );
    expect(read(open, { families: { 0: "ipv6" } })).toEqual(everything);
    expect(parseIptables(open, { families: { 0: "ipv6" } }).families).toEqual(["ipv6"]);
  });

  test.for([
    ["first", open.replace("COMMIT", "-A INPUT -p ipv6-icmp -j ACCEPT\nCOMMIT") + closed],
    ["second", open + closed.replace("COMMIT", "-A INPUT -s 192.0.2.1 -j ACCEPT\nCOMMIT")],
  ])("is guessed from the rules: %s", ([, text]) => {
    expect(read(text as string, {}).open.at(-1)).toMatch(/^udp 1-65535 .*::\/0$/);
  });

  test("stays the same if a heading names it, even for a repeated table", () => {
    const heading = "# Generated by iptables-save v1.8.9\n";
    expect(read(heading + open + closed, {})).toEqual(tcp("22"));
    expect(texts(heading + open + closed)).toContain(
      "ignored 2 table filter begins again on line 6, where iptables-restore empties it",
    );
    const xtables = "# Generated by xtables-save v1.8.2\n";
    expect(parseIptables(xtables + closed + xtables + open, { family: "ipv4" }).families).toEqual([
      "ipv4",
      "ipv6",
    ]);
  });

  test("rejects a table that appears a third time", () => {
    expect(thrown(() => parseIptables([open, open, open])).message).toContain(
      "line 1 of input 3 repeats table filter of IPv4",
    );
  });
});

describe("the output of iptables -S and of ip6tables -S", () => {
  const listing =
    "-P INPUT DROP\n-P OUTPUT ACCEPT\n-A INPUT -m state --state ESTABLISHED -j ACCEPT\n-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n";
  const open = "-P INPUT ACCEPT\n-P OUTPUT ACCEPT\n";
  test("is guessed from all rules of a table that sets its policies", () => {
    const rules = "-A INPUT -s 192.0.2.0/24 -j DROP\nCOMMIT\n";
    for (const text of [
      `*filter\n:INPUT ACCEPT [0:0]\n-P INPUT DROP\n${rules}`,
      `*nat\nCOMMIT\n*filter\n:INPUT ACCEPT [0:0]\n-P INPUT DROP\n${rules}`,
    ]) {
      expect(parseIptables(text).families).toEqual(["ipv4"]);
    }
    const closedBefore = "*filter\n:OUTPUT ACCEPT\n-P INPUT DROP\nCOMMIT\n";
    const text = `${closedBefore}-P INPUT ACCEPT\n-P OUTPUT ACCEPT\n-A INPUT -s 192.0.2.0/24 -j DROP\n`;
    expect(read(text, {}).open).toEqual([
      "tcp 1-65535 not 192.0.2.0/24,::/0",
      "udp 1-65535 not 192.0.2.0/24,::/0",
    ]);
  });

  const both = ["tcp 1-21 ::/0", "tcp 22", "tcp 23-65535 ::/0", "udp 1-65535 ::/0"];

  test.for([
    ["one after the other", listing + open],
    ["after prompts", `# iptables -S\n${listing}# ip6tables -S\n${open}`],
    [
      "after longer prompts",
      `root@host:~# ip6tables -w -S\n${open}root@host:~# iptables -S\n${listing}`,
    ],
    ["of a user", `$ sudo /usr/sbin/ip6tables --list-rules\n${open}$ sudo iptables -S\n${listing}`],
    ["that look like their families", `${open}${listing}-A INPUT -s 192.0.2.0/24 -j DROP\n`],
  ] as const)("is read in one input: %s", ([, text]) => {
    expect(read(text, {})).toEqual({ open: both, undetermined: [] });
  });
});

describe("a script of commands", () => {
  const script = (...lines: readonly string[]) =>
    `#!/bin/sh
set -e
iptables -F
iptables -P INPUT DROP
iptables -P OUTPUT ACCEPT
iptables -A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
${lines.join("\n")}
`;
  const ssh = "-A INPUT -p tcp --dport 22 -j ACCEPT";

  test.for([
    `iptables ${ssh}`,
    `/usr/sbin/iptables -w 5 ${ssh} # SSH`,
    `sudo iptables -t filter ${ssh} > /dev/null 2>&1 || true`,
    `iptables -v -n --table filter --append INPUT --protocol tcp \\\n  --destination-port 22 --jump ACCEPT`,
    `iptables -A INPUT -p tcp --dport 22 -m comment --comment 'it'"'"'s "SSH"' -j ACCEPT`,
    `iptables -A INPUT -p tcp --dport 22 -m comment --comment "a \\"b\\" \\\\c" -j ACCEPT`,
    `iptables -A INPUT -p tcp --dport 22 -m comment --comment a\\ b -j ACCEPT`,
    `iptables -N ssh\niptables -A ssh -j ACCEPT\niptables -A INPUT -p tcp --dport 22 -j ssh\niptables -L -n\niptables -Z\niptables -Z INPUT 1\necho done\nexit 0`,
    `iptables -t nat -F\niptables ${ssh}`,
    `iptables ${ssh}\niptables -I INPUT 2 -p tcp --dport 80 -j ACCEPT\niptables -D INPUT 2`,
  ])("follows %s", (line) => {
    expect(read(script(line), {})).toEqual(tcp("22"));
  });

  test("reads both families by the tool of each command", () => {
    expect(read(script(`ip6tables -P INPUT ACCEPT`, `iptables ${ssh}`), {})).toEqual({
      open: ["tcp 1-21 ::/0", "tcp 22", "tcp 23-65535 ::/0", "udp 1-65535 ::/0"],
      undetermined: [],
    });
    expect(texts(script(`iptables ${ssh}`))).toContain(
      "assumed 3 table filter is assumed to have no rules before these commands",
    );
  });

  test.for([
    `iptables -A INPUT -p tcp --dport $PORT -j ACCEPT`,
    "iptables -A INPUT -s `host x` -j DROP",
    "iptables -F; iptables -X",
    'iptables -A INPUT -m comment --comment "a\n',
  ])("rejects shell syntax other than quotes: %s", (line) => {
    expect(thrown(() => read(script(line), {})).message).toContain(
      "line 7 uses shell syntax other than quotes; run the script and use the output of iptables-save",
    );
  });

  test("rejects other commands", () => {
    for (const line of ["for port in 22 80; do", "PATH=/sbin:/usr/sbin", "service x restart"]) {
      expect(thrown(() => read(script(line), {})).message).toContain(
        `line 7 is not an iptables command; run the script and use the output of iptables-save: "${line}"`,
      );
    }
  });
});

describe("a damaged rule", () => {
  const filter = (rule: string) => `*filter\n:INPUT DROP\n:OUTPUT ACCEPT\n${rule}\nCOMMIT\n`;

  test.for(["-A INPUT -p tcp –dport 22 -j ACCEPT", "-A INPUT -i eth0 —j ACCEPT"])(
    "is an error if it has a typographic dash: %s",
    (rule) => {
      expect(() => read(filter(rule), { family: "ipv4" })).toThrow(
        /^line 4 has a typographic dash in place of a hyphen: "[–—]\w+"; use the output of iptables-save unchanged/,
      );
    },
  );

  test("may have a dash in a comment", () => {
    const rule = '-A INPUT -p tcp --dport 22 -m comment --comment "SSH –x" -j ACCEPT';
    expect(read(filter(rule), { family: "ipv4" }).undetermined).toEqual([]);
  });

  test.for(["-A INPUT -p udp j ACCEPT", "-A INPUT -p udp -f 1", "-A INPUT ACCEPT"])(
    "leaves ports in doubt if it has no target: %s",
    (rule) => {
      expect(read(filter(rule), { family: "ipv4" }).undetermined).toContain("udp 1-65535");
    },
  );

  test("has no effect without a target if it is complete", () => {
    const rule = "-A INPUT -p udp -m unheard-of --option 1 2";
    expect(read(filter(rule), { family: "ipv4" }).undetermined).toEqual([]);
  });
});
