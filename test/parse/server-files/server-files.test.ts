import { expect, test } from "vitest";
import { formatOfFiles } from "../../../src/parse/server-files/format-of-files.ts";
import { parserOptions } from "../../../src/parse/server-files/parser-options.ts";
import { sortFiles } from "../../../src/parse/server-files/sort-files.ts";

const rules = "*filter\n:INPUT DROP [0:0]\nCOMMIT\n";
const csf = 'TCP_IN = "22"\n';
const listeners = "tcp   LISTEN 0      128    0.0.0.0:22        0.0.0.0:*\n";

const file = (path: string, text: string) => ({ path, text });

test("separates firewall files, listening sockets and SSH files, with sshd_config first", () => {
  const included = file("/etc/ssh/sshd_config.d/a.conf", "Port 2222\n");
  const main = file("/etc/ssh/sshd_config", "# nothing\n");
  const firewall = file("rules", rules);
  const ss = file("ss", listeners);
  const printed = file("printed", "port 22\nlistenaddress 0.0.0.0:22\n");
  expect(sortFiles([included, ss, printed, firewall, main], undefined)).toEqual({
    files: [firewall],
    beside: [ss],
    ssh: [main, included, printed],
  });
});

test("treats listening sockets as the firewall if there is no other, or if the format states it", () => {
  const ss = file("ss", listeners);
  const firewall = file("rules", rules);
  expect(sortFiles([ss], undefined)).toEqual({ files: [ss], beside: [], ssh: [] });
  expect(sortFiles([ss, firewall], "listeners").files).toEqual([ss, firewall]);
});

test.for([
  [[rules], undefined, { format: "iptables" }],
  [[rules], "csf", { format: "csf" }],
  [["hello"], "csf", { format: "csf" }],
  [[rules, csf], "csf", { mixed: ["iptables", "csf"] }],
  [["hello"], undefined, { unknown: true }],
  [
    ["hello", "Chain INPUT (policy DROP)\n"],
    undefined,
    { lookAlike: { index: 1, what: expect.stringContaining("iptables -L") } },
  ],
] as const)("returns the format of %j, given the format %s", ([texts, from, found]) => {
  expect(formatOfFiles(texts, from)).toEqual(found);
});

test.for([
  ["csf", ["a/csf.conf", "csf.allow", "b/csf.deny"], { lists: { 1: "allow", 2: "deny" } }],
  ["apf", ["allow_hosts.rules", "deny_hosts.rules"], { lists: { 0: "allow", 1: "deny" } }],
  ["iptables", ["rules.v4", "x", "rules.v6"], { families: { 0: "ipv4", 2: "ipv6" } }],
  ["firewalld", ["zones/public.xml", "list"], { names: { 0: "public" } }],
  ["iptables", ["v4v6.rules", "20-v4-and-v6.rules"], { families: {} }],
  ["nftables", ["rules.v6"], {}],
] as const)("passes options for %s from the file names %j", ([format, paths, options]) => {
  expect(parserOptions(format, paths, { interface: "eth0", host: "h" })).toEqual({
    interface: "eth0",
    ...options,
  });
});

test("passes only the host to the parser of scans", () => {
  expect(parserOptions("nmap", ["csf.deny"], { interface: "eth0", host: "h" })).toEqual({
    host: "h",
  });
});
