import { expect, test } from "vitest";
import { addressesOf } from "../../src/net/network-list.ts";
import type { Origin } from "../../src/net/types.ts";
import { Budget } from "../../src/packet-filter/budget.ts";
import type { Action, BaseChain, Doubt, Rule } from "../../src/packet-filter/model.ts";
import { traceConnection } from "../../src/packet-filter/trace.ts";

const originAt = (line: number): Origin => ({
  input: 0,
  line,
  text: "",
  table: null,
  chain: null,
});
const inDoubt: Doubt = { kind: "not-understood", reason: "a mark", origin: null };

const rule = (line: number, kind: "accept" | "continue" | "drop", doubt?: Doubt): Rule => ({
  match: { doubt },
  action: { kind } satisfies Action,
  origin: originAt(line),
});

/** A base chain, with the line of its policy, if stated. */
const chain = (
  policy: "accept" | "drop",
  line: number | null,
  ...rules: readonly Rule[]
): BaseChain => ({ name: "", policy, origin: line === null ? null : originAt(line), rules });

/** Returns the verdict on a connection and the deciding lines; a policy in parentheses. */
function trace(...chains: readonly BaseChain[]): string {
  const { verdict, deciders, doubts } = traceConnection(
    { original: { inbound: chains, outbound: [] } },
    {
      direction: "inbound",
      family: "ipv4",
      protocol: "tcp",
      port: 22,
      remote: addressesOf(["198.51.100.7"], "ipv4"),
    },
    new Budget(),
  );
  const lines = deciders.map(({ decidedBy, isPolicy }) =>
    isPolicy ? `(${decidedBy?.line ?? "not stated"})` : decidedBy?.line,
  );
  return [verdict, ...lines, ...doubts.map(({ reason }) => reason)].join(" ");
}

test("names the accepting rule of the last base chain that has one", () => {
  expect(trace(chain("drop", 1, rule(2, "accept")))).toBe("open 2");
  expect(trace(chain("drop", 1, rule(2, "accept")), chain("drop", 3, rule(4, "accept")))).toBe(
    "open 4",
  );
  expect(trace(chain("drop", 1, rule(2, "accept")), chain("accept", 3))).toBe("open 2");
  expect(trace(chain("accept", 1), chain("drop", 3, rule(4, "accept")))).toBe("open 4");
});

test("names the last stated policy of a chain with rules if no rule accepts, or else the first", () => {
  const counter = rule(9, "continue");
  expect(trace(chain("accept", 1, counter), chain("accept", 2, counter))).toBe("open (2)");
  expect(trace(chain("accept", 1, counter), chain("accept", 2))).toBe("open (1)");
  expect(trace(chain("accept", 1), chain("accept", 2))).toBe("open (1)");
  expect(trace(chain("accept", 1), chain("accept", null))).toBe("open (1)");
  expect(trace(chain("accept", null))).toBe("open (not stated)");
  expect(trace(chain("accept", null), chain("accept", null))).toBe("open (not stated)");
  expect(trace()).toBe("open");
});

test("names all rules that may accept if it is in doubt which does", () => {
  expect(trace(chain("accept", 1, rule(2, "accept", inDoubt)))).toBe("open 2 (1)");
  expect(
    trace(chain("drop", 1, rule(2, "accept")), chain("accept", 3, rule(4, "accept", inDoubt))),
  ).toBe("open 4 2");
  expect(
    trace(
      chain("accept", 1, rule(2, "accept", inDoubt)),
      chain("accept", 3, rule(4, "accept", inDoubt)),
    ),
  ).toBe("open 4 2 (3)");
});

test("names the rule that drops, in the first base chain that has one", () => {
  expect(trace(chain("drop", 1), chain("drop", 3))).toBe("closed (1)");
  expect(trace(chain("accept", 1), chain("drop", 3, rule(4, "drop")))).toBe("closed 4");
  expect(trace(chain("drop", 1, rule(2, "drop", inDoubt)))).toBe("closed (1) 2");
});

test("is undetermined if a rule that decides otherwise is in doubt", () => {
  expect(trace(chain("drop", 1, rule(2, "accept", inDoubt)))).toBe("undetermined a mark");
  expect(trace(chain("accept", 1, rule(2, "continue"), rule(3, "drop", inDoubt)))).toBe(
    "undetermined a mark",
  );
});

test("follows later packets of TCP, but not of UDP", () => {
  const verdictOf = (protocol: "tcp" | "udp") =>
    traceConnection(
      {
        original: { inbound: [], outbound: [] },
        later: { inbound: [chain("drop", 1)], outbound: [] },
      },
      {
        direction: "inbound",
        family: "ipv4",
        protocol,
        port: 22,
        remote: addressesOf(["198.51.100.7"], "ipv4"),
      },
      new Budget(),
    ).verdict;
  expect(verdictOf("tcp")).toBe("closed");
  expect(verdictOf("udp")).toBe("open");
});
