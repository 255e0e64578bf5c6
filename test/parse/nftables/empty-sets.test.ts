import { expect, test } from "vitest";
import { auditFirewall } from "../../../src/index.ts";
import { parseNftables } from "../../../src/parse/index.ts";

const ruleset = (sets: string, rules: string) =>
  `table inet filter {\n${sets}\nchain input { type filter hook input priority 0; policy drop;\nct state established accept\nmeta l4proto ipv6-icmp accept\n${rules}\ntcp dport 22 accept\n}\n}`;
const bans = "set bans { type ipv4_addr; }";
const notes = (sets: string, rules: string) =>
  parseNftables(ruleset(sets, rules))
    .notes.filter(({ text }) => text.includes("to be empty"))
    .map(({ code, line }) => `${code} ${line}`);

test("notes an empty set, because nft -t omits elements", () => {
  expect(notes(bans, "ip saddr @bans accept")).toEqual(["incomplete 6"]);
  expect(notes(bans, "ip saddr @bans jump other")).toEqual(["incomplete 6"]);
  expect(notes(bans, "ip saddr != @bans drop")).toEqual(["incomplete 6"]);
  expect(notes(bans, "ip saddr @bans drop\nip saddr @bans accept")).toEqual(["incomplete 6"]);
});

test("does not count an empty set of bans as a gap in an audit", () => {
  expect(notes(bans, "ip saddr @bans drop")).toEqual(["elsewhere 6"]);
  expect(notes(bans, "ip saddr @bans reject")).toEqual(["elsewhere 6"]);
  const exposure = parseNftables(ruleset(bans, "ip saddr @bans drop"));
  const audit = auditFirewall(126, exposure, { services: "ssh", families: "ipv4" });
  expect(audit.gaps).toEqual([]);
});

test("notes nothing if another set has elements, because nft -t omits all elements", () => {
  const full = "set full { type ipv4_addr; elements = { 192.0.2.1 } }";
  expect(notes(`${bans}\n${full}`, "ip saddr @bans accept")).toEqual([]);
  expect(
    notes(
      `${bans}\nmap ports { type inet_service : verdict; elements = { 22 : accept } }`,
      "ip saddr @bans accept",
    ),
  ).toEqual([]);
});
