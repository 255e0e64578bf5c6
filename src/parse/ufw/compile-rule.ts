import { addressSet } from "../../net/address-set.ts";
import type { Family, Origin } from "../../net/types.ts";
import type { Budget } from "../../packet-filter/budget.ts";
import { readInterface } from "../../packet-filter/interface-pattern.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Match, Rule, View } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import { readTransport } from "../transport.ts";
import type { ParseOptions } from "../types.ts";
import { type PortPair, portPairsOf } from "./port-pairs.ts";
import type { UfwProfiles, UfwRule } from "./ruleset.ts";

/** The context in which the rules of a ruleset are compiled. */
export interface RuleContext {
  readonly profiles: UfwProfiles;
  readonly options: ParseOptions;
  readonly notes: NoteList;
  /** Counts the rules. */
  readonly budget: Budget;
}

/** Compiles a ufw rule to the kernel rules of a family; none if it matches neither TCP nor UDP. */
export function compileUfwRule(
  rule: UfwRule,
  family: Family,
  origin: Origin,
  { profiles, options, notes, budget }: RuleContext,
): readonly Rule[] {
  const view: View = { direction: rule.direction, isReply: false };
  return portPairsOf(rule, profiles, budget).flatMap((pair): readonly Rule[] => {
    const builder = new MatchBuilder(view, options.interface);
    builder.family(family);
    addPorts(builder, rule, pair);
    addAddresses(builder, rule, family);
    addInterfaces(builder, rule);
    const match = notes.match(builder.condition(), view, origin);
    return match ? rulesFor(rule, match, origin, notes) : [];
  });
}

function addPorts(builder: MatchBuilder, { protocol }: UfwRule, { to, from }: PortPair): void {
  const transport = readTransport(protocol ?? from.protocol ?? to.protocol ?? "all");
  if (transport !== "any") {
    builder.protocols(transport === undefined ? [] : [transport]);
  }
  if (to.ports) {
    builder.destinationPorts(to.ports, false);
  }
  if (from.ports) {
    builder.sourcePorts(from.ports, false, "the source port of the connection");
  }
  for (const { doubt } of [to, from]) {
    if (doubt !== undefined) {
      builder.holds(undefined, doubt);
    }
  }
}

function addAddresses(builder: MatchBuilder, { to, from }: UfwRule, family: Family): void {
  for (const [end, { address }] of [
    ["destination", to],
    ["source", from],
  ] as const) {
    if (address?.family === family) {
      builder.addresses(
        end,
        family,
        addressSet([address], family),
        false,
        `the ${end} ${address.text}`,
      );
    } else if (address) {
      builder.holds(undefined, `the ${end} ${excerpt(address.text)}`);
    }
  }
}

function addInterfaces(builder: MatchBuilder, { to, from }: UfwRule): void {
  for (const [end, { device }] of [
    ["input", to],
    ["output", from],
  ] as const) {
    if (device !== undefined) {
      const pattern = readInterface(device, "+");
      builder.interfaces(end, [pattern], false, `the interface ${excerpt(device)}`);
    }
  }
}

const accept: Action = { kind: "accept" };
const drop: Action = { kind: "drop" };

function rulesFor(
  { action }: UfwRule,
  match: Match,
  origin: Origin,
  notes: NoteList,
): readonly Rule[] {
  switch (action) {
    case "allow":
      return [{ match, action: accept, origin }];
    case "limit": {
      // The limit blocks addresses that connect six times in 30 seconds.
      const doubt = notes.typical("rate", false, origin, "a rate limit");
      return [
        { match: { ...match, doubt }, action: drop, origin },
        { match, action: accept, origin },
      ];
    }
    default:
      return [{ match, action: drop, origin }];
  }
}
