import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { InvalidConfigurationError } from "../../src/errors.ts";
import { detectFirewall } from "../../src/parse/detect.ts";
import { parseIptables } from "../../src/parse/iptables/parse-iptables.ts";
import { lookAlike } from "../../src/parse/look-alikes.ts";
import { parseNftables } from "../../src/parse/nftables/parse-nftables.ts";
import { parseUfw } from "../../src/parse/ufw/parse-ufw.ts";
import { thrown } from "../support/thrown.ts";

const listed = readFileSync(join(import.meta.dirname, "iptables/inputs/24-iptables-L.txt"), "utf8");

describe("names an unsupported input and what to use instead", () => {
  test.for([
    [
      listed,
      "this is the output of iptables -L, which omits details; use the output of iptables-save",
    ],
    [
      "Chain own (1 references)\ntarget     prot opt source               destination\nACCEPT     tcp      anywhere             anywhere             tcp dpt:22\n",
      "this is the output of iptables -L",
    ],
    [
      "Chain INPUT (policy ACCEPT)\nnum  target     prot opt source               destination\n1    ACCEPT     tcp      ::/0                 ::/0                 tcp dpt:22\n",
      "this is the output of ip6tables -L, which omits details; use the output of ip6tables-save",
    ],
    [
      "create s hash:ip family inet\nadd s 192.0.2.1\n",
      "this is the output of ipset save; use it together with the output of iptables-save",
    ],
    [
      "Name: s\nType: hash:ip\nRevision: 6\nMembers:\n192.0.2.1\n",
      "this is the output of ipset list; use the output of ipset save",
    ],
    [
      '[\n    {\n        "Id": "0123",\n        "NetworkSettings": {}\n    }\n]\n',
      "this is the output of docker inspect, which says nothing about the firewall",
    ],
    [
      "#!/bin/bash\nfor port in 22 80; do $IPT -A INPUT -p tcp --dport $port -j ACCEPT; done\n",
      "this is a shell script, which is not run; run it",
    ],
    [
      'IPT=/sbin/iptables\n"$IPT" -P INPUT DROP\n$IPT -A INPUT -p tcp --dport 22 -j ACCEPT\n',
      "this is a shell script",
    ],
    [
      "  services: ssh https\n  ports: 2087/tcp\n  protocols:\n",
      "this is part of the output of firewall-cmd --list-all, or indented output",
    ],
    [
      "    public (active)\n      target: default\n      services: ssh\n      ports: 2087/tcp\n",
      "this is part of the output of firewall-cmd --list-all",
    ],
    [
      "\tchain input {\n\t\ttype filter hook input priority filter; policy drop;\n\t}\n}\n",
      "this is part of the output of nft list ruleset; use all of it",
    ],
    [
      "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT\n-A INPUT -j DROP\n",
      "these are iptables rules without their table; use the whole output of iptables-save",
    ],
    [
      "num  target     prot opt source               destination\n1    ACCEPT     tcp  --  anywhere             anywhere             tcp dpt:ssh\n",
      "this is part of the output of iptables -L",
    ],
    ["22/tcp 80/tcp 49152-65534/tcp\n", "this is the output of firewall-cmd --list-ports"],
    ["2087/tcp\n", "this is the output of firewall-cmd --list-ports"],
    ["public\n  interfaces: eth0\n", "this is the output of firewall-cmd --get-active-zones"],
    ["Available applications:\n  Nginx Full\n  OpenSSH\n", "this is the output of ufw app list"],
    ['{ "SecurityGroups": [{ "IpPermissions": [] }] }', "these are AWS security groups"],
    ["block in all\npass in proto tcp to port 22\n", "these are pf rules, which are not supported"],
  ] as const)("%s", ([input, message]) => {
    expect(detectFirewall(input)).toBeUndefined();
    expect(lookAlike(input)).toContain(message);
    const error = thrown(() => parseNftables(input));
    expect(error).toBeInstanceOf(InvalidConfigurationError);
    expect(error.message).toContain(message);
  });

  test("states the number of an unsupported input among several", () => {
    const table = "*filter\n:INPUT DROP\nCOMMIT\n";
    expect(thrown(() => parseIptables([table, listed])).message).toMatch(
      /^input 2: this is the output of iptables -L/,
    );
  });

  test("reports a parse error for input that resembles nothing", () => {
    expect(lookAlike("hello")).toBeUndefined();
    expect(thrown(() => parseIptables("hello")).message).toContain(
      'line 1 cannot be parsed: "hello"',
    );
  });

  test("reports the parse error of a supported input", () => {
    const text = "table inet filter {\n\tchain input {\n\t\ttcp dport 22 accept\n";
    expect(thrown(() => parseNftables(text)).message).not.toContain("part of the output");
  });
});

test.for([
  "ufw allow 22/tcp\n",
  "# rules\nsudo ufw --force enable\n",
  "Added user rules (see 'ufw status' for running firewall):\nufw limit 22/tcp\n",
  "Profile: OpenSSH\nTitle: Secure shell server\nDescription: SSH\n\nPort:\n  22/tcp\n",
])("detects ufw commands and profiles: %s", (input) => {
  expect(detectFirewall(input)).toBe("ufw");
  expect(parseUfw(input).rules).toEqual(expect.any(Array));
});

test.for([
  "iptables -P INPUT DROP\n",
  "#!/bin/sh\n/sbin/ip6tables -w -t filter -F\n",
  "sudo iptables-legacy -A INPUT -j DROP\n",
])("detects iptables commands: %s", (input) => {
  expect(detectFirewall(input)).toBe("iptables");
});
