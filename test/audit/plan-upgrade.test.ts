import { describe, expect, test } from "vitest";
import {
  createPolicy,
  type FirewallPlan,
  getPort,
  InvalidPolicyError,
  type Policy,
  planUpgrade,
  type ScopeOptions,
} from "../../src/index.ts";
import { open, read } from "../support/open-policy.ts";
import { permittedAfter } from "../support/permitted-after.ts";

const closing = { close: true, keep: "192.0.2.1:22" } as const;
const zPush = { conditions: { "z-push": true } } as const;
const limiting = { ...closing, outbound: "needed" } as const;

describe("a plan", () => {
  test("labels ports that stay open with their former service, or with none if unknown", () => {
    const closed = planUpgrade(110, 126, createPolicy(110, { outbound: "needed" }), limiting);
    const after = permittedAfter(createPolicy(110, { outbound: "needed" }), closed.changes);
    expect(after.rules.find(({ ports }) => ports.from === 25)?.label).toBe("SMTP");
    const everything = {
      ...createPolicy(110),
      defaults: { inbound: "accept", outbound: "accept" },
      rules: [],
    } as const;
    const less = permittedAfter(everything, planUpgrade(110, 126, everything, closing).changes);
    expect(less.rules.every(({ label }) => label === "Open")).toBe(true);
    expect(less.defaults).toEqual({ inbound: "drop", outbound: "accept" });
  });

  test("lists the changes between the releases, with reasons", () => {
    const changes = (from: number, to: number) =>
      planUpgrade(from, to, limiting).changes.map(
        ({ action, direction, protocol, ports }) =>
          `${action} ${direction} ${protocol} ${ports.from}`,
      );
    expect(changes(102, 118)).toEqual([]);
    expect(changes(118, 120)).toEqual(["close inbound tcp 2091"]);
    expect(changes(110, 126)).toEqual(["close inbound tcp 2091", "close outbound tcp 2195"]);
    expect(changes(126, 110)).toEqual(["open outbound tcp 2195"]);
    expect(planUpgrade(126, 110).changes[0]?.reason).toMatch(/^110 documents the port; /);
    expect(planUpgrade(110, 126)).toMatchObject({ from: 110, to: 126, actual: null, unknown: [] });
  });

  test("lists new conditional ports as possibly needed, unless their condition is stated", () => {
    const brief = (plan: FirewallPlan) =>
      [plan.changes, plan.unknown].map((list) => list.map(({ ports }) => ports.from));
    expect(brief(planUpgrade(126, 110))).toEqual([[2195], [2091]]);
    expect(planUpgrade(126, 110).unknown[0]?.reason).toMatch(
      /; only if Calendars and Contacts Server and Z-Push are both installed$/,
    );
    expect(brief(planUpgrade(126, 110, zPush))).toEqual([[2091, 2195], []]);
    expect(brief(planUpgrade(126, 110, { conditions: { "z-push": false } }))).toEqual([[2195], []]);
    expect(brief(planUpgrade(126, 110, open(["inbound tcp 2091"])))).toEqual([[], []]);
  });

  test("examines only the given families, directions and protocols", () => {
    const closed = { defaults: { inbound: "drop", outbound: "drop" } } as const;
    const ipv4 = open([], { ...closed, families: ["ipv4"] });
    const brief = ({ changes, unknown }: FirewallPlan) =>
      [changes, unknown].map((list) =>
        list.map(({ direction, ports, who }) => `${direction} ${ports.from} ${who.sources}`),
      );
    const outbound = { ...zPush, outbound: "needed" } as const;
    expect(brief(planUpgrade(126, 110, ipv4, outbound))).toEqual([
      ["inbound 2091 any", "outbound 2195 any"],
      ["inbound 2091 ::/0", "outbound 2195 ::/0"],
    ]);
    expect(brief(planUpgrade(126, 110, ipv4, { ...outbound, families: "ipv4" }))).toEqual([
      ["inbound 2091 any", "outbound 2195 any"],
      [],
    ]);
    expect(brief(planUpgrade(126, 110, ipv4, { ...outbound, families: "ipv6" }))).toEqual([
      [],
      ["inbound 2091 ::/0", "outbound 2195 ::/0"],
    ]);
    for (const actual of [open([], closed), undefined]) {
      const planOf = (scope: ScopeOptions) =>
        brief(planUpgrade(126, 110, actual, { ...outbound, ...scope }))[0];
      expect(planOf({ families: "ipv4" })).toEqual([
        "inbound 2091 0.0.0.0/0",
        "outbound 2195 0.0.0.0/0",
      ]);
      expect(planOf({ families: ["ipv6"], directions: "inbound" })).toEqual(["inbound 2091 ::/0"]);
      expect(planOf({ protocols: "udp" })).toEqual([]);
    }
    expect(() => planUpgrade(126, 110, { families: "ipv5" as never })).toThrow(
      'families is "ipv5" (did you mean ipv4?); expected one of ipv4, ipv6',
    );
  });

  test("lists only changes that the actual firewall needs", () => {
    const needed = (actual: Policy) =>
      planUpgrade(110, 126, actual, closing).changes.map(({ ports, who }) => [
        ports.from,
        who.sources,
      ]);
    expect(needed(createPolicy(110))).toEqual([]);
    expect(needed(createPolicy(110, zPush))).toEqual([[2091, "any"]]);
    const limited = createPolicy(110, { ...zPush, outbound: "needed" });
    expect(needed(limited)).toEqual([[2091, "any"]]);
    expect(planUpgrade(110, 126, limited, limiting).changes).toHaveLength(2);
    expect(needed(createPolicy(110, { omit: 2091 }))).toEqual([]);
    expect(needed(open(["inbound tcp 2000-3000 198.51.100.0/24"]))).toEqual([]);
    const back = planUpgrade(126, 110, open(["inbound tcp 2091 0.0.0.0/0"]), zPush);
    expect(back.changes.map(({ ports, who }) => [ports.from, who.sources])).toEqual([
      [2091, ["::/0"]],
    ]);
    const doubt = {
      direction: "inbound",
      protocol: "tcp",
      ports: { from: 1, through: 65535 },
      sources: "any",
      except: [],
      reasons: ["x"],
    } as const;
    const unclear = planUpgrade(110, 126, read(open([]), [doubt]));
    expect(unclear.changes).toEqual([]);
    expect(unclear.unknown.map(({ action, ports }) => [action, ports.from])).toEqual([
      ["close", 2091],
    ]);
  });
});

describe("a plan of an upgrade", () => {
  test("closes open ports that the new release drops, even for services that are not named", () => {
    const brief = (actual: Policy, services: readonly string[]) =>
      planUpgrade(110, 126, actual, { services }).closable.map(({ ports }) => ports.from);
    expect(brief(open(["inbound tcp 2091"]), ["ssh"])).toEqual([2091]);
    expect(brief(open(["inbound tcp 22"]), ["ssh"])).toEqual([]);
    expect(brief(open(["inbound tcp 3306", "inbound tcp 25"]), ["ssh"])).toEqual([]);
  });

  test("lists changes for a family that was not examined as possibly needed", () => {
    const ipv4 = { ...open(["inbound tcp 22"]), families: ["ipv4"] } as Policy;
    const { changes, closable, unknown } = planUpgrade(110, 126, ipv4);
    expect([changes, closable]).toEqual([[], []]);
    expect(unknown.map(({ action, ports, who }) => [action, ports.from, who.sources])).toEqual([
      ["close", 2091, ["::/0"]],
    ]);
    expect(unknown[0]?.reason).toMatch(/^IPv6 was not examined; 126 does not document the port/);
    expect(planUpgrade(102, 118, ipv4).unknown).toEqual([]);
  });

  test("accepts options in place of a firewall", () => {
    const brief = (plan: FirewallPlan) =>
      plan.closable.map(({ action, ports }) => `${action} ${ports.from}`);
    expect(brief(planUpgrade(110, 126, { services: ["activesync"] }))).toEqual(["close 2091"]);
    expect(brief(planUpgrade(110, 126, {}))).toEqual(brief(planUpgrade(110, 126)));
    expect(planUpgrade(110, 126, { services: ["activesync"] }).actual).toBe(null);
    expect(() => planUpgrade(110, 126, { service: "imap" } as never)).toThrow(
      '"service" is not one of the options (did you mean services?); expected any of services, omit',
    );
    for (const other of [null, 3, "x", [], () => {}]) {
      expect(() => planUpgrade(110, 126, other as never)).toThrow(InvalidPolicyError);
    }
  });

  test("contains the entry from the release that documents the port", () => {
    expect(planUpgrade(110, 126, limiting).changes.map(({ entry }) => entry)).toEqual([
      getPort(110, 2091),
      getPort(110, 2195),
    ]);
    expect(planUpgrade(126, 110, zPush).changes.map(({ entry }) => entry?.port)).toEqual([
      2091, 2195,
    ]);
  });
});
