import type { Rate } from "./rates.ts";
import type { Item, MapEntry, NftBase, NftChain, NftRule, NftTable } from "./ruleset.ts";

export const tableFamilies: ReadonlySet<string> = new Set([
  ...["arp", "bridge", "inet", "ip", "ip6", "netdev"],
]);

/** The hooks of base chains. */
export const chainHooks: ReadonlySet<string> = new Set([
  ...["egress", "forward", "ingress", "input", "output", "postrouting", "prerouting"],
]);

/** Returns whether chains at a hook see the packets of their devices only; some versions of nft omit these in JSON. */
export function isOfDevices(hook: string): boolean {
  return hook === "ingress" || hook === "egress";
}

/** A table being read. */
export interface TableDraft extends NftTable {
  readonly sets: Map<string, Item[] | undefined>;
  readonly maps: Map<string, MapEntry[] | undefined>;
  readonly chains: Map<string, ChainDraft>;
  readonly written: Set<string>;
  readonly limited: Set<string>;
  readonly rates: Map<string, Rate>;
  isDormant: boolean | undefined;
}

/** A chain being read. */
export interface ChainDraft extends NftChain {
  readonly table: TableDraft;
  readonly rules: NftRule[];
  base: NftBase | undefined;
}

/** The tables of all inputs. */
export class Tables {
  readonly #byFamily = new Map<string, Map<string, TableDraft>>();
  readonly #tables = new Set<TableDraft>();

  /** Returns a table; creates an empty one if missing. */
  get(family: string, name: string): TableDraft {
    const tables = this.#byFamily.get(family) ?? new Map<string, TableDraft>();
    this.#byFamily.set(family, tables);
    const table = tables.get(name) ?? {
      family,
      name,
      sets: new Map(),
      maps: new Map(),
      chains: new Map(),
      written: new Set(),
      limited: new Set(),
      rates: new Map(),
      isDormant: false,
    };
    tables.set(name, table);
    this.#tables.add(table);
    return table;
  }

  /** Returns a table; `undefined` if missing. */
  find(family: string, name: string): TableDraft | undefined {
    return this.#byFamily.get(family)?.get(name);
  }

  /** Deletes a table if it exists. */
  delete(family: string, name: string): void {
    const table = this.get(family, name);
    this.#tables.delete(table);
    this.#byFamily.get(family)?.delete(name);
  }

  /** Deletes the tables of a family, or all tables. */
  flush(family: string | undefined): void {
    for (const table of this.#tables) {
      if (family === undefined || table.family === family) {
        this.delete(table.family, table.name);
      }
    }
  }

  /** Returns the tables in the order of declaration. */
  list(): readonly NftTable[] {
    return [...this.#tables];
  }
}

/** Returns a chain of a table; creates an empty one if missing. */
export function chainOf(table: TableDraft, name: string): ChainDraft {
  const chain = table.chains.get(name) ?? { table, name, base: undefined, rules: [] };
  table.chains.set(name, chain);
  return chain;
}

/** Adds a rule at the end of a chain, or at its start. */
export function addRule(
  { table, rules }: ChainDraft,
  rule: NftRule,
  place: "end" | "start" = "end",
): void {
  if (place === "end") {
    rules.push(rule);
  } else {
    rules.unshift(rule);
  }
  for (const set of rule.writes) {
    table.written.add(set);
  }
}

/**
 * Adds elements to a set or a map of a table; further declarations add to earlier ones.
 *
 * @param elements - `undefined` if unsupported, which makes the whole set or map unsupported
 */
export function addElements<T>(
  lists: Map<string, T[] | undefined>,
  name: string,
  elements: readonly T[] | undefined,
): void {
  const list = lists.has(name) ? lists.get(name) : [];
  lists.set(name, elements && list);
  for (const element of elements ?? []) {
    list?.push(element);
  }
}
