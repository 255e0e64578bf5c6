import { describe, expect, test } from "vitest";
import { parseNftables } from "../../../src/parse/nftables/parse-nftables.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";

/** The ports that rules leave open, for both families and protocols, from text and from JSON. */
const text = (policy: string, ...rules: readonly string[]) =>
  openAndUndetermined(
    parseNftables(`table inet f {
  set seen { type ipv4_addr; flags dynamic; }
  chain input {
    type filter hook input priority 0; policy ${policy};
    ct state established accept
    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
    ${rules.join("\n    ")}
  }
}`),
  );

const json = (policy: string, ...expr: readonly object[]) => {
  const of = { family: "inet", table: "f" };
  return openAndUndetermined(
    parseNftables(
      JSON.stringify({
        nftables: [
          { chain: { ...of, name: "i", type: "filter", hook: "input", prio: 0, policy } },
          { rule: { ...of, chain: "i", expr } },
        ],
      }),
    ),
  );
};

const v4 = { open: ["tcp 1-65535 0.0.0.0/0", "udp 1-65535 0.0.0.0/0"], undetermined: [] };
const v6 = { open: ["tcp 1-65535 ::/0", "udp 1-65535 ::/0"], undetermined: [] };

describe("a reject applies to packets that its answer fits", () => {
  test.for([
    ["reject with icmp type port-unreachable", v6],
    ["reject with icmp host-prohibited", v6],
    ["reject with icmpv6 type no-route", v4],
    ["reject with tcp reset", { open: ["udp 1-65535"], undetermined: [] }],
    ["reject with icmpx type admin-prohibited", { open: [], undetermined: [] }],
    ["reject", { open: [], undetermined: [] }],
  ] as const)("in text: %s", ([rule, expected]) => {
    expect(text("accept", rule)).toEqual(expected);
  });

  test.for([
    [{ type: "icmp", expr: "port-unreachable" }, v6],
    [{ type: "icmpv6", expr: "no-route" }, v4],
    [
      { type: "icmpx", expr: "admin-prohibited" },
      { open: [], undetermined: [] },
    ],
    [{ type: "tcp reset" }, { open: ["udp 1-65535"], undetermined: [] }],
    [null, { open: [], undetermined: [] }],
  ] as const)("in JSON: %j", ([reject, expected]) => {
    expect(json("accept", { reject })).toEqual(expected);
  });
});

describe("a set statement applies to packets with its key", () => {
  test.for([
    ["add @seen { ip saddr } accept", v4],
    ["update @seen { ip6 saddr timeout 1m limit rate 100/second } accept", v6],
    ["add @seen { tcp dport } accept", { open: ["tcp 1-65535"], undetermined: [] }],
    [
      "tcp dport 80 add @seen { tcp dport . ip saddr } accept",
      { open: ["tcp 80 0.0.0.0/0"], undetermined: [] },
    ],
    [
      "meta l4proto udp add @seen { ip saddr . udp dport } accept",
      { open: ["udp 1-65535 0.0.0.0/0"], undetermined: [] },
    ],
    ["delete @seen { ip saddr } accept", v4],
    ["meter ssh { ip6 saddr limit rate 10/minute } accept", v6],
  ] as const)("in text: %s", ([rule, expected]) => {
    expect(text("drop", rule)).toEqual(expected);
  });

  test("applies in JSON, and opens nothing for an unsupported key", () => {
    const saddr = { payload: { protocol: "ip", field: "saddr" } };
    const add = (elem: unknown) => ({ set: { op: "add", set: "@seen", elem } });
    expect(json("drop", add(saddr), { accept: null }).open).toEqual(v4.open);
    expect(json("drop", add({}), { accept: null }).open).toEqual([]);
    expect(text("drop", "add @seen accept").open).toEqual([]);
  });

  test("leaves other packets accepted when it drops", () => {
    expect(text("accept", "add @seen { ip saddr } drop")).toEqual(v6);
  });
});
