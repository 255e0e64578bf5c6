import type { TextNotes } from "../notes.ts";

/** A table of nftables, as its text and its JSON both say it. */
export interface NftTable {
  readonly family: string;
  readonly name: string;
  /** What is in a named set; `undefined` for one that is not understood. */
  readonly sets: Map<string, readonly Item[] | undefined>;
  /** What is in a named map of verdicts. */
  readonly maps: Map<string, readonly MapEntry[] | undefined>;
  readonly chains: Map<string, NftChain>;
  /** The sets whose elements rules add and delete. */
  readonly written: Set<string>;
  /** Whether none of its chains is in force; `undefined` where that is not plain. */
  isDormant: boolean | undefined;
}

/** A chain; a base chain where it has a hook. */
export interface NftChain {
  readonly place: Place;
  base: BaseChain | undefined;
  readonly rules: NftRule[];
}

/** Where packets meet a base chain. */
interface BaseChain {
  /** `filter`, `nat` or `route`. */
  readonly type: string;
  readonly hook: string;
  readonly priority: number;
  readonly policy: "accept" | "drop";
  /** The interface whose packets alone it sees. */
  readonly device: string | undefined;
}

/** A rule: everything that must hold, and what it does then. */
export interface NftRule {
  readonly place: Place;
  /** The sets to which it adds elements, or of which it deletes them. */
  readonly writes: readonly string[];
  readonly tests: readonly Test[];
  /** Conditions that are not understood, as they stand there. */
  readonly unclear: readonly string[];
  readonly outcome: Outcome;
}

/** Where a rule or a chain stands; in JSON, nothing has a line. */
export interface Place {
  readonly line: number | null;
  readonly notes: TextNotes;
}

/** A comparison of something in a packet with some values. */
export interface Test {
  /** Such as `tcp dport`; of a concatenation, such as `ip saddr . tcp dport`. */
  readonly key: string;
  readonly operator: Operator;
  readonly values: Values;
  /** The bits of the key that are looked at; all where it is left out. */
  readonly mask?: readonly string[] | undefined;
}

/** `in` is what nft does with flags where no operator is written: one of them is set. */
export type Operator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in";

/** The values of a comparison, or the name of a set. */
export type Values =
  | { readonly items: readonly Item[]; readonly isSet: boolean }
  | { readonly set: string };

/**
 * A value as text: a number, an address, a prefix, a name; or a range, with `-` between its ends. Those
 * of a concatenation have {@link dot} between them.
 */
export type Item = string;

/** What stands between the parts of a concatenation. */
export const dot = " . ";

/** An element of a map of verdicts. */
export interface MapEntry {
  readonly item: Item;
  readonly outcome: Decision | { readonly kind: "none" };
}

/** What a rule does; with `none`, the next rule follows. */
export type Outcome =
  | Decision
  | { readonly kind: "none" }
  | { readonly kind: "map"; readonly key: string; readonly entries: readonly MapEntry[] | string };

/** What decides where a packet goes; or that it is not known, and why. */
export type Decision =
  | { readonly kind: "accept" | "drop" | "return" }
  | { readonly kind: "jump" | "goto"; readonly chain: string }
  | { readonly kind: "unknown"; readonly text: string };

/** The tables of some texts, in the order in which they come. */
export class NftTables {
  readonly #tables = new Map<string, NftTable>();

  /** Finds a table, or makes an empty one. */
  get(family: string, name: string): NftTable {
    const key = `${family} ${name}`;
    const table = this.#tables.get(key) ?? {
      family,
      name,
      sets: new Map(),
      maps: new Map(),
      chains: new Map(),
      written: new Set(),
      isDormant: false,
    };
    this.#tables.set(key, table);
    return table;
  }

  /** Deletes the tables that are meant. */
  delete(isMeant: (table: NftTable) => boolean): void {
    for (const [key, table] of this.#tables) {
      if (isMeant(table)) {
        this.#tables.delete(key);
      }
    }
  }

  list(): readonly NftTable[] {
    return [...this.#tables.values()];
  }
}

/** What a rule may write without a change to where its packet goes: no rule of which much is known reads it. */
export const harmlessToWrite: ReadonlySet<string> = new Set([
  ...[
    "ct expectation",
    "ct helper",
    "ct timeout",
    "ct label",
    "ct mark",
    "meta mark",
    "meta nftrace",
    "meta priority",
    "tcp option",
  ],
  ...["ip dscp", "ip ecn", "ip ttl", "ip6 dscp", "ip6 ecn", "ip6 hoplimit"],
]);

/** Puts a rule at the end of a chain. */
export function addRule(table: NftTable, chain: NftChain, rule: NftRule): void {
  chain.rules.push(rule);
  for (const set of rule.writes) {
    table.written.add(set);
  }
}

/** Finds a chain of a table, or makes an empty one. */
export function chainOf(table: NftTable, name: string, place: Place): NftChain {
  const chain = table.chains.get(name) ?? { place, base: undefined, rules: [] };
  table.chains.set(name, chain);
  return chain;
}
