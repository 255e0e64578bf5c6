import { allFamilies } from "../../net/remote-addresses.ts";
import { Budget } from "../../packet-filter/budget.ts";
import type { BaseChain, Doubt, PacketFilter, View } from "../../packet-filter/model.ts";
import { neighborChains } from "../../packet-filter/neighbor-chains.ts";
import { undeterminedRule } from "../../packet-filter/undetermined-rule.ts";
import { noteShadowedRules } from "../note-shadowed-rules.ts";
import { NoteList } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import { RulePlaces } from "../rule-places.ts";
import type { ParseOptions } from "../types.ts";
import { arpDoubt } from "./arp-doubt.ts";
import { compileBases } from "./compile-bases.ts";
import { layoutOf } from "./layout-of.ts";
import { noteEmptySets } from "./note-empty-sets.ts";
import { noteUnreachedChains } from "./note-unreached-chains.ts";
import type { Command, Item, NftRule, Ruleset } from "./ruleset.ts";
import { stateUses } from "./state-uses.ts";

/** Compiles the base chains of all tables, and all chains reachable from them. */
export function compile({ tables, commands }: Ruleset, options: ParseOptions): CompileResult {
  const notes = new NoteList();
  const shared = {
    device: options.interface,
    notes,
    budget: new Budget(),
    knownSets: new Set<readonly Item[]>(),
    uses: stateUses(tables),
  };
  const arp = arpDoubt(tables, options.interface, notes);
  const ahead = [...undeterminedBy(commands, notes), ...(arp ? [chainOfArp(arp)] : [])];
  noteEmptySets(tables, notes);
  noteUnreachedChains(tables, notes);
  for (const { rules } of tables.flatMap(({ chains }) => [...chains.values()])) {
    noteShadowedRules(rules, isFinal, notes);
  }
  const bases = (view: View) => compileBases(tables, { ...shared, view });
  const views = (packets: Omit<View, "direction">) => ({
    inbound: bases({ direction: "inbound", ...packets }),
    outbound: bases({ direction: "outbound", ...packets }),
  });
  const { inbound, outbound } = views({ isReply: false });
  // Their work and doubts are counted separately.
  const ofNeighbors = { ...shared, notes: new NoteList(), budget: new Budget() };
  const basesOfNeighbors = (view: View) => [
    ...ahead,
    ...compileBases(tables, { ...ofNeighbors, view }),
  ];
  const filter: PacketFilter = {
    original: { inbound: [...ahead, ...inbound], outbound: [...ahead, ...outbound] },
    reply: views({ isReply: true }),
    later: views({ isReply: false, isLater: true }),
    neighbors: neighborChains(basesOfNeighbors),
  };
  return {
    title: "nftables",
    families: allFamilies,
    filter,
    places: new RulePlaces(filter, layoutOf(tables)),
    notes: notes.list(),
  };
}

/** Returns a chain that may drop all of IPv4. */
function chainOfArp(doubt: Doubt): BaseChain {
  return {
    ...{ name: "ARP", policy: "accept", origin: null, family: "ipv4" },
    rules: [{ match: { doubt }, action: { kind: "drop" }, origin: doubt.origin }],
  };
}

/** Returns a chain that leaves everything undetermined if there are unsupported commands. */
function undeterminedBy(commands: readonly Command[], notes: NoteList): readonly BaseChain[] {
  const [doubt] = commands.map(({ origin, text }) => notes.doubt("command", origin, text));
  return doubt
    ? [{ name: "commands", policy: "accept", origin: null, rules: [undeterminedRule(doubt)] }]
    : [];
}

/** Returns whether a rule decides every packet. */
function isFinal({ tests, rates, unclear, outcome: { kind } }: NftRule): boolean {
  return (
    tests.length + rates.length + unclear.length === 0 &&
    (kind === "accept" || kind === "drop" || kind === "return" || kind === "goto")
  );
}
