import type { Family, Origin } from "../../net/types.ts";
import type { Ipset } from "../ipset/ipset.ts";

/** The rules of `iptables` and `ip6tables`, as the inputs have them. */
export interface Ruleset {
  /** The tables of each family, by name. */
  readonly tables: Readonly<Record<Family, ReadonlyMap<string, Table>>>;
  /** The sets that `ipset save` wrote, by their names. */
  readonly ipsets: ReadonlyMap<string, Ipset>;
}

/** A table. */
export interface Table {
  readonly family: Family;
  readonly name: string;
  /** The chains, by name. */
  readonly chains: ReadonlyMap<string, Chain>;
  /** The lines of the same input that warn of rules which are missing from it. */
  readonly warnings: readonly Origin[];
  /** The line that begins the table. */
  readonly origin: Origin;
  /** What the table is written as. */
  readonly form: TableForm;
}

/**
 * What a table is written as: for iptables-restore, which empties it first; as the output of `iptables -S`, which may
 * be cut; or as commands of a script.
 */
export type TableForm = "restore" | "listing" | "script";

/** A chain. */
export interface Chain {
  readonly table: Table;
  readonly name: string;
  /** Whether the input has the whole chain; a chain that is not declared may have more rules. */
  readonly isDeclared: boolean;
  /** The policy; `undefined` for a chain that packets enter by jumps only. */
  readonly policy: Policy | undefined;
  readonly rules: readonly Rule[];
}

/** What a base chain does with packets that no rule decides about. */
interface Policy {
  readonly action: "accept" | "drop";
  readonly origin: Origin;
}

/** A rule. */
export interface Rule {
  /** The options before the target. */
  readonly conditions: readonly Option[];
  /** `undefined` for a rule that only counts packets. */
  readonly target: Target | undefined;
  readonly origin: Origin;
  /** The whole line that states it. */
  readonly text: string;
}

/** An option of a rule, such as `! --dport 22`. */
export interface Option {
  readonly name: string;
  readonly negated: boolean;
  /** The words behind the name, without quotes. */
  readonly values: readonly string[];
}

/** What a rule does with the packets it matches. */
export interface Target {
  readonly kind: "jump" | "goto";
  /** The chain or the extension, with its quotes; empty if it is missing. */
  readonly word: string;
  /** The options behind it: its own, or further conditions. */
  readonly options: readonly Option[];
}
