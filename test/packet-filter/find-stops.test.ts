import { expect, test } from "vitest";
import { addressesOf } from "../../src/net/network-list.ts";
import type { Protocol } from "../../src/net/types.ts";
import { Budget } from "../../src/packet-filter/budget.ts";
import type {
  Action,
  BaseChain,
  Doubt,
  PacketFilter,
  Rule,
} from "../../src/packet-filter/model.ts";
import { RulesByPort } from "../../src/packet-filter/rules-by-port.ts";
import { findStops } from "../../src/packet-filter/trace.ts";

const doubt: Doubt = { kind: "not-understood", reason: "a target", origin: null };
const accept: Action = { kind: "accept" };
const drop: Action = { kind: "drop" };
const lose: Action = { kind: "undetermined", doubt };

const rule = (action: Action): Rule => ({ match: {}, action, origin: null });

/** Returns the stops of a connection whose packets of each kind meet one rule. */
function stopsOf(
  { opening = accept, reply = accept, later = accept }: Partial<Record<string, Action>>,
  protocol: Protocol = "tcp",
) {
  const through = (name: string, action: Action) => {
    const base: BaseChain = { name, policy: "accept", origin: null, rules: [rule(action)] };
    return { inbound: [base], outbound: [] };
  };
  const filter: PacketFilter = {
    original: through("opening", opening),
    reply: through("reply", reply),
    later: through("later", later),
  };
  const remote = addressesOf(["198.51.100.7"], "ipv4");
  const connection = { direction: "inbound", family: "ipv4", protocol, port: 22, remote } as const;
  const found = findStops(filter, connection, new RulesByPort(), new Budget());
  return { ...found, stops: found.stops.map(({ base }) => base.name) };
}

const nothing = { stops: [], stopsReplies: false, isLost: false };

test("finds no stop if all packets of a connection pass", () => {
  expect(stopsOf({})).toEqual(nothing);
});

test("finds the stops of the opening packet, and then those of later packets", () => {
  expect(stopsOf({ opening: drop })).toEqual({ ...nothing, stops: ["opening"] });
  expect(stopsOf({ opening: drop, later: drop })).toEqual({
    ...nothing,
    stops: ["opening", "later"],
  });
});

test("finds stops of later packets only for TCP", () => {
  expect(stopsOf({ later: drop }, "tcp")).toEqual({ ...nothing, stops: ["later"] });
  expect(stopsOf({ later: drop }, "udp")).toEqual(nothing);
});

test("reports whether replies are stopped", () => {
  expect(stopsOf({ reply: drop })).toEqual({ ...nothing, stopsReplies: true });
});

test("reports a connection as lost if one of its packets cannot be followed", () => {
  for (const packets of ["opening", "reply", "later"]) {
    expect(stopsOf({ [packets]: lose })).toEqual({ ...nothing, isLost: true });
  }
});
