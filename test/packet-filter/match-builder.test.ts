import { describe, expect, test } from "vitest";
import { addressesOf, networkList } from "../../src/net/network-list.ts";
import type { Direction, Family } from "../../src/net/types.ts";
import { readInterface } from "../../src/packet-filter/interface-pattern.ts";
import { type Condition, MatchBuilder } from "../../src/packet-filter/match-builder.ts";
import type { View } from "../../src/packet-filter/model.ts";
import { initialState } from "../../src/packet-filter/packet-state.ts";

const opening = (direction: Direction): View => ({ direction, isReply: false });
const reply = (direction: Direction): View => ({ direction, isReply: true });
const solicitation: View = { ...opening("inbound"), neighbor: "solicitation" };
const advertisement: View = { ...opening("inbound"), neighbor: "advertisement" };

/** Returns the condition of a builder for a view and an optional interface. */
function conditionOf(
  view: View,
  build: (builder: MatchBuilder) => void,
  device?: string,
): Condition | undefined {
  const builder = new MatchBuilder(view, device);
  build(builder);
  expect(builder.mayMatch).toBe(builder.condition() !== undefined);
  return builder.condition();
}

const port = (from: number, through = from) => ({ from, through });

/** Returns whether a condition always holds, never holds, holds for typical connections, or is in doubt. */
function answerOf(condition: Condition | undefined): string {
  return condition === undefined
    ? "never"
    : condition.dependsOn.length === 0
      ? "always"
      : condition.dependsOn.map(({ kind, typically }) => `${kind} ${typically}`).join();
}

const answer = (view: View, build: (builder: MatchBuilder) => void, device?: string) =>
  answerOf(conditionOf(view, build, device));

test("matches everything without conditions", () => {
  expect(conditionOf(opening("inbound"), () => {})).toEqual({
    family: undefined,
    protocols: undefined,
    ports: undefined,
    remotes: undefined,
    when: undefined,
    dependsOn: [],
  });
});

test("never matches if a condition does not hold, and depends on conditions in doubt", () => {
  const build = (answers: readonly (boolean | undefined)[]) => (builder: MatchBuilder) => {
    for (const each of answers) {
      builder.holds(each, "a mark");
    }
  };
  expect(answer(opening("inbound"), build([true, false, true]))).toBe("never");
  expect(answer(opening("inbound"), build([true]))).toBe("always");
  expect(conditionOf(opening("inbound"), build([undefined]))?.dependsOn).toEqual([
    { kind: "not-understood", what: "a mark", typically: undefined },
  ]);
  expect(
    conditionOf(opening("inbound"), (builder) => builder.depends("rate", true, "a rate"))
      ?.dependsOn,
  ).toEqual([{ kind: "rate", what: "a rate", typically: true }]);
});

test("matches only one family", () => {
  const builder = new MatchBuilder(opening("inbound"), undefined);
  expect(builder.onlyFamily).toBeUndefined();
  builder.family("ipv4");
  builder.family("ipv4");
  expect(builder.onlyFamily).toBe("ipv4");
  expect(builder.condition()?.family).toBe("ipv4");
  builder.family("ipv6");
  expect(builder.mayMatch).toBe(false);
});

test("keeps the protocols that all conditions allow, without ICMPv6", () => {
  const builder = new MatchBuilder(opening("inbound"), undefined);
  expect(builder.isOf("tcp")).toBe(true);
  expect(builder.isOfOneProtocol).toBe(false);
  expect(builder.onlyProtocol).toBeUndefined();
  builder.protocols(["tcp", "udp", "icmpv6"]);
  expect(builder.condition()?.protocols).toEqual(["tcp", "udp"]);
  expect(builder.isOfOneProtocol).toBe(false);
  expect(builder.onlyProtocol).toBeUndefined();
  builder.protocols(["udp"]);
  expect(builder.condition()?.protocols).toEqual(["udp"]);
  expect(builder.isOf("tcp")).toBe(false);
  expect(builder.isOf("udp")).toBe(true);
  expect(builder.isOfOneProtocol).toBe(true);
  expect(builder.onlyProtocol).toBe("udp");
  builder.protocols(["tcp"]);
  expect(builder.mayMatch).toBe(false);
  expect(answer(opening("inbound"), (each) => each.protocols(["icmpv6"]))).toBe("never");
});

test("combines state conditions", () => {
  const when = (...answers: readonly boolean[]) =>
    conditionOf(opening("inbound"), (builder) => {
      for (const each of answers) {
        builder.state(() => each);
      }
    })?.when?.(initialState, "tcp");
  expect(when()).toBeUndefined();
  expect(when(true)).toBe(true);
  expect(when(false)).toBe(false);
  expect(when(true, true)).toBe(true);
  expect(when(true, false)).toBe(false);
});

describe("ports", () => {
  test("treats destination ports, and source ports of replies, as ports of the server", () => {
    for (const [view, add] of [
      [opening("inbound"), "destinationPorts"],
      [opening("outbound"), "destinationPorts"],
      [reply("inbound"), "sourcePorts"],
      [reply("outbound"), "sourcePorts"],
    ] as const) {
      const ports = (negated: boolean) =>
        conditionOf(view, (builder) => builder[add]([port(80), port(22)], negated, ""))?.ports;
      expect(ports(false)).toEqual([port(22), port(80)]);
      expect(ports(true)).toEqual([port(1, 21), port(23, 79), port(81, 65535)]);
    }
  });

  test("keeps the ports that all conditions allow", () => {
    const both = (first: number, second: number) =>
      conditionOf(opening("inbound"), (builder) => {
        builder.destinationPorts([port(first, 100)], false);
        builder.destinationPorts([port(50, second)], false);
      })?.ports;
    expect(both(20, 60)).toEqual([port(50, 60)]);
    expect(both(61, 60)).toBeUndefined();
  });

  test.for<[string, View, number, number, boolean, string]>([
    ["all that clients have", opening("inbound"), 1024, 65535, false, "always"],
    ["more than clients have", opening("inbound"), 1, 65535, false, "always"],
    ["none that clients have", opening("inbound"), 1, 66, false, "unusual-port false"],
    ["none that clients have, negated", opening("inbound"), 1, 1023, true, "always"],
    ["half of them", opening("inbound"), 1024, 40000, false, "not-understood undefined"],
    ["256 of them", opening("inbound"), 5000, 5255, false, "source-port false"],
    ["257 of them", opening("inbound"), 5000, 5256, false, "not-understood undefined"],
    ["all but 256", opening("inbound"), 5000, 5255, true, "who true"],
    ["all that Linux has", opening("outbound"), 32768, 60999, false, "always"],
    ["none that Linux has", opening("outbound"), 61000, 65535, false, "never"],
    ["all that Linux has but one", opening("outbound"), 32769, 65535, false, "who true"],
  ])("handles client ports of %s", ([, view, from, through, negated, expected]) => {
    expect(answer(view, (builder) => builder.sourcePorts([port(from, through)], negated, ""))).toBe(
      expected,
    );
  });

  test("assumes that replies go to ephemeral ports", () => {
    const to = (direction: Direction, from: number, through: number) =>
      answer(reply(direction), (builder) => builder.destinationPorts([port(from, through)], false));
    expect(to("inbound", 32768, 65535)).toBe("always");
    expect(to("inbound", 1024, 32767)).toBe("unusual-port false");
    expect(to("inbound", 32768, 60999)).toBe("not-understood undefined");
    expect(to("outbound", 32768, 60999)).toBe("always");
    expect(to("outbound", 61000, 65535)).toBe("never");
  });

  test.for([
    [67, 68],
    [68, 67],
    [546, 547],
    [547, 546],
  ] as const)(
    "treats client port %i as DHCP, which goes to port %i over UDP",
    ([client, server]) => {
      expect(
        conditionOf(opening("inbound"), (builder) =>
          builder.sourcePorts([port(client)], false, ""),
        ),
      ).toMatchObject({ protocols: ["udp"], ports: [port(server)], dependsOn: [] });
    },
  );

  test("treats ports of either end as ports of the server if no client uses them", () => {
    const either = (from: number, through: number) =>
      conditionOf(opening("inbound"), (builder) =>
        builder.eitherPorts([port(from, through)], false, "either port"),
      );
    expect(either(22, 25)).toMatchObject({ ports: [port(22, 25)], dependsOn: [] });
    expect(either(22, 1024)).toMatchObject({
      ports: undefined,
      dependsOn: [{ kind: "not-understood", what: "either port", typically: undefined }],
    });
  });
});

describe("addresses", () => {
  const remotes = (
    view: View,
    end: "destination" | "source",
    networks: readonly string[],
    { family = "ipv4", negated = false }: { family?: Family; negated?: boolean } = {},
  ) => {
    const condition = conditionOf(view, (builder) =>
      builder.addresses(end, family, addressesOf(networks, family), negated, ""),
    );
    return condition?.remotes ? networkList(condition.remotes, family) : answerOf(condition);
  };

  test("limits remote addresses", () => {
    for (const [view, end] of [
      [opening("inbound"), "source"],
      [opening("outbound"), "destination"],
      [reply("inbound"), "destination"],
      [reply("outbound"), "source"],
    ] as const) {
      expect(remotes(view, end, ["192.0.2.0/24"])).toEqual(["192.0.2.0/24"]);
      expect(remotes(view, end, ["0.0.0.0/1"], { negated: true })).toEqual(["128.0.0.0/1"]);
      expect(remotes(view, end, [])).toBe("never");
    }
  });

  test("intersects sets of remote addresses", () => {
    const condition = conditionOf(opening("inbound"), (builder) => {
      for (const network of ["192.0.2.0/24", "192.0.2.128/25"]) {
        builder.addresses("source", "ipv4", addressesOf([network], "ipv4"), false, "");
      }
    });
    expect(condition?.family).toBe("ipv4");
    expect(networkList(condition?.remotes ?? [], "ipv4")).toEqual(["192.0.2.128/25"]);
  });

  test("treats the server's address as any unicast address", () => {
    const own = (...networks: readonly string[]) =>
      remotes(opening("inbound"), "destination", networks);
    expect(own("192.0.2.1")).toBe("not-understood undefined");
    expect(own("0.0.0.0/0")).toBe("always");
    expect(own("0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3")).toBe("always");
    expect(own("127.0.0.0/8")).toBe("never");
    expect(own("224.0.0.0/4", "255.255.255.255")).toBe("never");
  });

  test("limits remote addresses to link-local ones for link-local addresses of the server", () => {
    const own = (networks: readonly string[], negated = false) =>
      remotes(opening("inbound"), "destination", networks, { family: "ipv6", negated });
    expect(own(["fe80::/10"])).toEqual(["fe80::/10"]);
    expect(own(["fe80::/64"])).toEqual(["fe80::/10"]);
    expect(own(["fe80::1"])).toBe("not-understood undefined");
    expect(own(["fe80::/10"], true)).not.toContain("fe80::/10");
    expect(own(["fe80::/10"], true)).toContain("8000::/2");
    expect(own(["fe80::/64"], true)).toContain("::/1");
    expect(own(["2000::/3"])).toBe("not-understood undefined");
    expect(own(["::/0"])).toBe("always");
  });

  test("treats the destination of a solicitation as a solicited-node address", () => {
    const solicited = (view: View, network: string) =>
      remotes(view, "destination", [network], { family: "ipv6" });
    expect(solicited(solicitation, "ff02::1:ff00:0/104")).toBe("always");
    expect(solicited(solicitation, "ff02::1:ff00:7")).toBe("not-understood undefined");
    expect(solicited(solicitation, "2001:db8::1")).toBe("never");
    expect(solicited(advertisement, "ff02::1:ff00:0/104")).toBe("never");
    expect(solicited(advertisement, "2001:db8::1")).toBe("not-understood undefined");
    expect(solicited(advertisement, "fe80::/10")).toBe("not-understood undefined");
  });
});

describe("network interfaces", () => {
  const over = (
    end: "input" | "output",
    texts: readonly string[],
    negated: boolean,
    device?: string,
    view: View = opening("inbound"),
  ) =>
    answer(
      view,
      (builder) =>
        builder.interfaces(
          end,
          texts.map((text) => readInterface(text, "+")),
          negated,
          "",
        ),
      device,
    );

  test("does not match an interface in the other direction", () => {
    expect(over("output", ["eth0"], false)).toBe("never");
    expect(over("output", ["eth0"], true)).toBe("always");
    expect(over("input", ["eth0"], false, "eth0", opening("outbound"))).toBe("never");
    expect(over("input", ["eth0"], false, "eth0", reply("inbound"))).toBe("never");
    expect(over("output", ["eth0"], false, "eth0", reply("inbound"))).toBe("always");
  });

  test("matches all packets except on loopback", () => {
    expect(over("input", ["lo"], false)).toBe("never");
    expect(over("input", ["lo"], true)).toBe("always");
    expect(over("input", ["lo", "eth0"], false)).toBe("not-understood undefined");
    expect(over("input", ["lo+"], false)).toBe("not-understood undefined");
  });

  test("matches every interface with a bare wildcard", () => {
    expect(over("input", ["+"], false)).toBe("always");
    expect(over("input", ["eth0", "+"], false)).toBe("always");
    expect(over("input", ["+"], true)).toBe("never");
  });

  test("compares interfaces with the given one", () => {
    expect(over("input", ["eth0"], false)).toBe("not-understood undefined");
    expect(over("input", ["eth0"], false, "eth0")).toBe("always");
    expect(over("input", ["eth0"], true, "eth0")).toBe("never");
    expect(over("input", ["eth0", "ens+"], false, "ens18")).toBe("always");
    expect(over("input", ["eth0"], false, "ens18")).toBe("never");
    expect(over("input", ["eth0"], true, "ens18")).toBe("always");
  });
});

describe("messages of neighbor discovery", () => {
  test("matches neighbor discovery by ICMPv6 type, but not by port", () => {
    const types = (view: View, from: number, through: number, negated = false) =>
      answer(view, (builder) => builder.icmpv6Types([port(from, through)], negated));
    expect(types(solicitation, 135, 135)).toBe("always");
    expect(types(solicitation, 136, 136)).toBe("never");
    expect(types(solicitation, 135, 135, true)).toBe("never");
    expect(types(advertisement, 136, 136)).toBe("always");
    expect(types(advertisement, 133, 137)).toBe("always");
    expect(types(advertisement, 137, 200)).toBe("never");
    expect(types(advertisement, 100, 135)).toBe("never");
    expect(types(opening("inbound"), 0, 255)).toBe("never");
    expect(types(opening("inbound"), 0, 255, true)).toBe("never");
    expect(
      answer(solicitation, (builder) => builder.destinationPorts([port(1, 65535)], false)),
    ).toBe("never");
  });

  test("matches neighbor discovery as one protocol, only over IPv6", () => {
    const builder = new MatchBuilder(solicitation, undefined);
    expect(builder.isOfOneProtocol).toBe(true);
    builder.protocols(["tcp", "icmpv6"]);
    builder.family("ipv6");
    expect(builder.mayMatch).toBe(true);
    expect(answer(solicitation, (each) => each.protocols(["tcp", "udp"]))).toBe("never");
    expect(answer(solicitation, (each) => each.family("ipv4"))).toBe("never");
  });
});
