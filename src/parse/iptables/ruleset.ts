import type { Family, Origin } from "../../net/types.ts";
import type { Ipset } from "../ipset/ipset.ts";

/** The rules of `iptables` and `ip6tables` in the inputs. */
export interface Ruleset {
  /** The tables of each family, by name. */
  readonly tables: Readonly<Record<Family, ReadonlyMap<string, Table>>>;
  /** The ipsets that `ipset save` wrote, by name. */
  readonly ipsets: ReadonlyMap<string, Ipset>;
}

export interface Table {
  readonly family: Family;
  readonly name: string;
  /** The chains, by name. */
  readonly chains: ReadonlyMap<string, Chain>;
  /** The lines of the same input that warn of missing rules. */
  readonly warnings: readonly Origin[];
  /** The line that begins the table. */
  readonly origin: Origin;
  readonly form: TableForm;
}

/**
 * The form of a table: for iptables-restore, which empties the table first; the output of `iptables -S`, which may be
 * cut off; or the commands of a script.
 */
export type TableForm = "restore" | "listing" | "script";

export interface Chain {
  readonly table: Table;
  readonly name: string;
  /** Whether the chain is complete in the input; a chain that is not declared may have more rules. */
  readonly isDeclared: boolean;
  /** The policy; `undefined` for a chain that packets enter only by jumps. */
  readonly policy: Policy | undefined;
  readonly rules: readonly Rule[];
}

/** The fate of packets that no rule of a base chain decides. */
interface Policy {
  readonly action: "accept" | "drop";
  readonly origin: Origin;
}

export interface Rule {
  /** The options before the target. */
  readonly conditions: readonly Option[];
  /** `undefined` for a rule that only counts packets. */
  readonly target: Target | undefined;
  readonly origin: Origin;
  /** The whole line. */
  readonly text: string;
}

/** An option of a rule, such as `! --dport 22`. */
export interface Option {
  readonly name: string;
  readonly negated: boolean;
  /** The words after the name, without quotes. */
  readonly values: readonly string[];
}

/** The target of a rule, for the packets it matches. */
interface Target {
  readonly kind: "jump" | "goto";
  /** The chain or target extension, with its quotes; empty if missing. */
  readonly word: string;
  /** The options after it: its own, or further conditions. */
  readonly options: readonly Option[];
}
