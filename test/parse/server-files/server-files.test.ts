import { expect, test } from "vitest";
import { isSshFile } from "../../../src/parse/server-files/is-ssh-file.ts";
import { ignoredOptions, parserOptions } from "../../../src/parse/server-files/parser-options.ts";
import { sortFiles } from "../../../src/parse/server-files/sort-files.ts";

const rules = "*filter\n:INPUT DROP [0:0]\nCOMMIT\n";
const csf = 'TCP_IN = "22"\n';
const listeners = "tcp   LISTEN 0      128    0.0.0.0:22        0.0.0.0:*\n";

const file = (name: string, text: string) => ({ name, text });

test("separates firewall files, listening sockets and SSH files, with sshd_config first", () => {
  const included = file("/etc/ssh/sshd_config.d/a.conf", "Port 2222\n");
  const main = file("/etc/ssh/sshd_config", "# nothing\n");
  const firewall = file("rules", rules);
  const ss = file("ss", listeners);
  const printed = file("printed", "port 22\nlistenaddress 0.0.0.0:22\n");
  expect(sortFiles([included, ss, printed, firewall, main], undefined)).toEqual({
    firewall: [firewall],
    found: { format: "iptables" },
    listeners: [ss],
    ssh: [main, included, printed],
  });
});

test("treats listening sockets as the firewall if there is no other, or if the format states it", () => {
  const ss = file("ss", listeners);
  const firewall = file("rules", rules);
  expect(sortFiles([ss], undefined)).toEqual({
    firewall: [ss],
    found: { format: "listeners" },
    listeners: [],
    ssh: [],
  });
  expect(sortFiles([ss, firewall], "listeners").firewall).toEqual([ss, firewall]);
});

test.for([
  ["sshd_config", "# nothing", true],
  ["etc/ssh/sshd_config", "# nothing", true],
  ["sshd_config.d/10-port.conf", "# nothing", true],
  ["sshd_config.d/old/port.conf", "# nothing", false],
  ["sshd_config.orig", "# nothing", false],
  ["my_sshd_config", "# nothing", false],
  ["hello", "hello", false],
  ["hello", "Port 22", true],
  ["csf.conf", `${csf}Port = "22"\n`, false],
] as const)("knows whether the file %s with the text %j is of SSH", ([name, text, is]) => {
  expect(isSshFile({ name, text })).toBe(is);
});

test.for([
  [[rules], undefined, { format: "iptables" }],
  [[rules, "hello"], undefined, { format: "iptables" }],
  [["hello", rules], undefined, { format: "iptables" }],
  [[rules], "csf", { format: "csf" }],
  [["hello"], "csf", { format: "csf" }],
  [[rules, csf], "csf", { mixed: ["iptables", "csf"] }],
  [["hello"], undefined, { unknown: true }],
  [
    ["hello", "Chain INPUT (policy DROP)\n"],
    undefined,
    {
      lookAlike: {
        file: file("1", "Chain INPUT (policy DROP)\n"),
        what: expect.stringContaining("iptables -L"),
      },
    },
  ],
  [["Port 22\n"], undefined, { onlySsh: true }],
  [["Port 22\n"], "csf", { onlySsh: true }],
] as const)("returns the format of %j, given the format %s", ([texts, from, found]) => {
  const files = texts.map((text, index) => file(`${index}`, text));
  expect(sortFiles(files, from).found).toEqual(found);
});

test.for([
  ["csf", ["a/csf.conf", "csf.allow", "b/csf.deny"], { lists: { 1: "allow", 2: "deny" } }],
  ["apf", ["allow_hosts.rules", "deny_hosts.rules"], { lists: { 0: "allow", 1: "deny" } }],
  ["iptables", ["rules.v4", "x", "rules.v6"], { families: { 0: "ipv4", 2: "ipv6" } }],
  [
    "iptables",
    ["v4.rules", "IPv6.rules", "rules.v4.old", "ip6tables", "rules.v60", "dev4.rules"],
    { families: { 0: "ipv4", 1: "ipv6", 2: "ipv4", 3: "ipv6" } },
  ],
  ["firewalld", ["zones/public.xml", "list", "a.xml.old"], { names: { 0: "public" } }],
  ["iptables", ["v4v6.rules", "20-v4-and-v6.rules"], { families: {} }],
  ["nftables", ["rules.v6"], {}],
] as const)("passes options for %s from the file names %j", ([format, names, options]) => {
  const files = names.map((name) => file(name, ""));
  expect(parserOptions(format, files, { interface: "eth0", host: "h" })).toEqual({
    interface: "eth0",
    ...options,
  });
});

test("passes only the host to the parser of scans", () => {
  const scan = file("csf.deny", "");
  expect(parserOptions("nmap", [scan], { interface: "eth0", host: "h" })).toEqual({ host: "h" });
});

test.for([
  ["nmap", { interface: "eth0", host: "h" }, ["interface"]],
  ["ufw", { interface: "eth0", host: "h" }, ["host"]],
  ["nmap", { host: "h" }, []],
  ["ufw", {}, []],
] as const)(
  "names the options that the parser for %s ignores among %j",
  ([format, given, ignored]) => {
    expect(ignoredOptions(format, given)).toEqual(ignored);
  },
);
