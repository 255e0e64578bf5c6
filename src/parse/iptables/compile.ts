import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import type { BaseChain } from "../../packet-filter/model.ts";
import { NoteList } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import type { ParseOptions } from "../types.ts";
import { compileView } from "./compile-view.ts";
import { familyNames } from "./families.ts";
import type { Ruleset } from "./ruleset.ts";
import { setsInUse } from "./sets-in-use.ts";

/** The tools, by the family of their rules. */
const tools: Readonly<Record<Family, string>> = { ipv4: "iptables", ipv6: "ip6tables" };

/** Compiles the tables of both families. */
export function compile(ruleset: Ruleset, { interface: device }: ParseOptions): CompileResult {
  const notes = new NoteList();
  const inUse = setsInUse(ruleset);
  const view = (direction: "inbound" | "outbound", isReply: boolean): readonly BaseChain[] =>
    compileView(ruleset, { view: { direction, isReply }, device, notes, setsInUse: inUse });
  noteMissing(ruleset, notes);
  const families = allFamilies.filter((family) => ruleset.tables[family].size > 0);
  return {
    title: families.map((family) => tools[family]).join(" and "),
    families,
    filter: {
      original: { inbound: view("inbound", false), outbound: view("outbound", false) },
      reply: { inbound: view("inbound", true), outbound: view("outbound", true) },
    },
    notes: notes.list(),
  };
}

/** Notes a family that is not in the input, and one whose table `filter` is not. */
function noteMissing({ tables }: Ruleset, notes: NoteList): void {
  for (const family of allFamilies) {
    const [first] = tables[family].values();
    const name = familyNames[family];
    if (first === undefined) {
      const text = `the input says nothing about ${name}`;
      notes.add("assumed", "family", { input: 0, line: null }, text);
    } else if (!tables[family].has("filter")) {
      const text = `the input has no table filter for ${name}; it is assumed to be empty`;
      notes.add("assumed", "incomplete", { input: first.origin.input, line: null }, text);
    }
  }
}
