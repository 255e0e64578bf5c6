import { familyNames } from "../../net/family-names.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import type { BaseChain, PacketFilter, View } from "../../packet-filter/model.ts";
import { neighborChains } from "../../packet-filter/neighbor-chains.ts";
import { noteShadowedRules } from "../note-shadowed-rules.ts";
import { NoteList } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import { RulePlaces } from "../rule-places.ts";
import type { ParseOptions } from "../types.ts";
import { filterChains } from "./base-chains.ts";
import { compileView } from "./compile-view.ts";
import { isWhole } from "./is-whole.ts";
import { layoutOf } from "./layout-of.ts";
import type { Rule, Ruleset, Table } from "./ruleset.ts";
import { stateUses } from "./state-uses.ts";

/** The tools, by address family. */
const tools: Readonly<Record<Family, string>> = { ipv4: "iptables", ipv6: "ip6tables" };

/** Compiles the tables of both families. */
export function compile(ruleset: Ruleset, { interface: device }: ParseOptions): CompileResult {
  const notes = new NoteList();
  const shared = { device, ipsets: ruleset.ipsets, uses: stateUses(ruleset) };
  const views = (packets: Omit<View, "direction">): PacketFilter["original"] => ({
    inbound: compileView(ruleset, { ...shared, view: { direction: "inbound", ...packets }, notes }),
    outbound: compileView(ruleset, {
      ...shared,
      view: { direction: "outbound", ...packets },
      notes,
    }),
  });
  const ipv6 = { ...ruleset, tables: { ...ruleset.tables, ipv4: new Map() } };
  const notesOfNeighbors = new NoteList();
  const viewOfNeighbors = (each: View): readonly BaseChain[] =>
    compileView(ipv6, { ...shared, view: each, notes: notesOfNeighbors });
  noteMissing(ruleset, notes);
  for (const { rules } of allFamilies
    .flatMap((family) => [...ruleset.tables[family].values()])
    .flatMap(({ chains }) => [...chains.values()])) {
    noteShadowedRules(rules, isFinal, notes);
  }
  const families = allFamilies.filter((family) => ruleset.tables[family].size > 0);
  const filter: PacketFilter = {
    original: views({ isReply: false }),
    reply: views({ isReply: true }),
    later: views({ isReply: false, isLater: true }),
    neighbors: neighborChains(viewOfNeighbors),
  };
  return {
    title: families.map((family) => tools[family]).join(" and "),
    families,
    filter,
    places: new RulePlaces(filter, layoutOf(ruleset)),
    notes: notes.list(),
  };
}

/** Notes families that are missing from the input, and families without a filter table. */
function noteMissing({ tables }: Ruleset, notes: NoteList): void {
  for (const family of allFamilies) {
    const [first] = tables[family].values();
    const name = familyNames[family];
    if (first === undefined) {
      const text = `the input says nothing about ${name}`;
      notes.add("assumed", "family", { input: 0, line: null }, text);
    } else if (!tables[family].has("filter")) {
      const text = `the input has no filter table for ${name}; the table is assumed to be empty`;
      notes.add("assumed", "incomplete", { input: first.origin.input, line: null }, text);
    }
    for (const table of tables[family].values()) {
      noteAssumed(table, notes);
    }
  }
}

/** Notes what is assumed about the initial state of a table. */
function noteAssumed(table: Table, notes: NoteList): void {
  const { name, form, chains, origin } = table;
  const open = filterChains.filter(
    (chain) => chain !== "FORWARD" && chains.get(chain)?.policy === undefined,
  );
  if (form === "script") {
    const text = `table ${name} is assumed to have no rules before these commands`;
    notes.add("assumed", "incomplete", origin, text);
  }
  if (isWhole(table) && name === "filter" && open.length > 0) {
    const text = `the input does not set the policy of ${open.join(" and ")}; the default, ACCEPT, is assumed`;
    notes.add("assumed", "default", origin, text);
  }
}

const finalTargets: ReadonlySet<string> = new Set(["ACCEPT", "DROP", "REJECT", "RETURN"]);

/** Returns whether a rule decides every packet. */
function isFinal({ conditions, target }: Rule): boolean {
  return (
    conditions.length === 0 &&
    target !== undefined &&
    (target.kind === "goto" || finalTargets.has(target.word)) &&
    target.options.every(({ name }) => name === "--reject-with")
  );
}
