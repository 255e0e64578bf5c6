import { networksOf } from "../../net/address-set.ts";
import { familyNames } from "../../net/family-names.ts";
import type { Network } from "../../net/network.ts";
import type { Origin } from "../../net/types.ts";
import { type Trace, traceConnection } from "../../packet-filter/trace.ts";
import { firstReasons } from "../first-reasons.ts";
import { neighborFault } from "../with-neighbors.ts";
import type { CheckedFirewall, Remote } from "./checked-firewall.ts";
import { sentenceOf } from "./sentence-of.ts";
import type { ConnectionFate } from "./types.ts";

/**
 * Follows a connection with one machine.
 *
 * @param dependsOn - what its verdict depends on, in phrases
 * @param who - the machines that the one machine represents
 */
export function fateOf(
  firewall: CheckedFirewall,
  { family, address }: Remote,
  dependsOn: readonly string[],
  who?: string,
): ConnectionFate {
  const trace = reasonedTrace(firewall, { family, address });
  const [decider, ...others] = trace.deciders;
  const alternatives = new Set(others.map(({ decidedBy }) => decidedBy));
  const [{ text }] = networksOf(address, family) as [Network];
  const fate = {
    address: text,
    verdict: trace.verdict,
    decidedBy: decider?.decidedBy ?? null,
    isPolicy: decider?.isPolicy ?? false,
    jumps: decider?.jumps ?? [],
    alternatives: [...alternatives].filter(
      (each) => each !== null && each !== decider?.decidedBy,
    ) as Origin[],
    packets: decider?.packets ?? "opening",
    reasons: firstReasons([...new Set([...trace.reasons, ...dependsOn])]),
  } as const;
  return {
    ...fate,
    sentence: sentenceOf(
      fate,
      who ?? text,
      decider === undefined && fate.verdict === "open",
      firewall,
    ),
  };
}

interface Reasoned extends Omit<Trace, "doubts"> {
  readonly reasons: readonly string[];
}

/**
 * Follows a connection, if the inputs cover its family. IPv6 is closed if neighbor discovery is blocked, and
 * in doubt if part of it is blocked.
 */
function reasonedTrace(firewall: CheckedFirewall, { family, address }: Remote): Reasoned {
  const { families, filter, direction, protocol, port, budget } = firewall;
  if (!families.includes(family)) {
    const reason = `the input says nothing about ${familyNames[family]}`;
    return { verdict: "undetermined", deciders: [], reasons: [reason] };
  }
  const connection = { direction, family, protocol, port, remote: address };
  const { doubts, ...trace } = traceConnection(filter, connection, budget);
  const { neighbors } = filter;
  const reasons = doubts.map(({ reason }) => reason);
  if (trace.verdict === "closed" || family === "ipv4" || neighbors === undefined) {
    return { ...trace, reasons };
  }
  const { reason, isBlocked } = neighborFault(neighbors, [direction], budget);
  return reason === undefined
    ? { ...trace, reasons }
    : {
        verdict: isBlocked ? "closed" : "undetermined",
        deciders: [],
        reasons: isBlocked ? [reason] : [...reasons, reason],
      };
}
