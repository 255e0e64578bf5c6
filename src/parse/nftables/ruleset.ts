import type { Origin } from "../../net/types.ts";
import type { Mark, MarkValue } from "./marks.ts";
import type { Rate } from "./rates.ts";

/** The content of inputs in nft's language or JSON. */
export interface Ruleset {
  /** The tables, in the order of declaration. */
  readonly tables: readonly NftTable[];
  readonly commands: readonly Command[];
}

/** An unsupported command: its effect on the tables is undetermined. */
export interface Command {
  readonly origin: Origin;
  readonly text: string;
}

export interface NftTable {
  readonly family: string;
  readonly name: string;
  /** The elements of named sets; `undefined` for an unsupported set. */
  readonly sets: ReadonlyMap<string, readonly Item[] | undefined>;
  /** The elements of named verdict maps; `undefined` for an unsupported map. */
  readonly maps: ReadonlyMap<string, readonly MapEntry[] | undefined>;
  readonly chains: ReadonlyMap<string, NftChain>;
  /** The sets that rules add elements to or delete elements from. */
  readonly written: ReadonlySet<string>;
  /** The sets with their own limit, which applies to elements that rules add. */
  readonly limited: ReadonlySet<string>;
  /** The named limits, by kind and name, such as `limit web`. */
  readonly rates: ReadonlyMap<string, Rate>;
  /** Whether its chains are inactive; `undefined` if that could not be determined. */
  readonly isDormant: boolean | undefined;
}

export interface NftChain {
  readonly table: NftTable;
  readonly name: string;
  /** The hook and policy; `undefined` for a chain reached only through rules. */
  readonly base: NftBase | undefined;
  readonly rules: readonly NftRule[];
}

/** A statement at one place of an input. */
export interface Stated {
  readonly origin: Origin;
  /** The prefix of a reason about it in JSON, which has no lines; empty otherwise. */
  readonly prefix: string;
}

/** The hook and policy of a base chain. */
export interface NftBase extends Stated {
  /** `filter`, `nat` or `route`. */
  readonly type: string;
  readonly hook: string;
  readonly priority: number;
  readonly policy: "accept" | "drop";
  /** The only interfaces whose packets it sees; all if `undefined`. */
  readonly devices: readonly string[] | undefined;
}

/** A rule: its conditions, and its outcome for packets that fulfil them. */
export interface NftRule extends Stated {
  /** The whole rule as written in the input; `null` in JSON. */
  readonly text: string | null;
  /** The sets that it adds elements to or deletes elements from. */
  readonly writes: readonly string[];
  readonly tests: readonly Test[];
  /** Its effects on packet state, in order. */
  readonly effects: readonly PlacedEffect[];
  /** The rate limits, connection limits and quotas of its match. */
  readonly rates: readonly Rate[];
  /** The unsupported conditions, as written. */
  readonly unclear: readonly string[];
  readonly outcome: Outcome;
}

/** The effect of a statement on packet state. */
export type StateEffect =
  /** Sets a mark; the value is `undefined` if unsupported. */
  | { readonly kind: "mark"; readonly mark: Mark; readonly value: MarkValue | undefined }
  /** Exempts the packet from connection tracking. */
  | { readonly kind: "untrack" }
  /**
   * Adds an element to a set, or deletes it; the key is `undefined` if unsupported, or if the element has a limit:
   * only packets that fulfil the limit find it.
   */
  | {
      readonly kind: "member";
      readonly set: string;
      readonly key: Key | undefined;
      readonly isAdded: boolean;
    };

/** An effect of a rule on the state of packets that fulfil the preceding conditions. */
export type PlacedEffect = StateEffect & {
  /** The number of the rule's tests, limits and unsupported conditions that precede the effect. */
  readonly before: {
    readonly tests: number;
    readonly rates: number;
    readonly unclear: number;
  };
};

/** A comparison of a packet's fields with values. */
export interface Test {
  readonly key: Key;
  readonly operator: Operator;
  readonly values: Values;
  /** The compared bits of the key; all if omitted. */
  readonly mask?: readonly string[] | undefined;
}

/** The compared fields: one, or the parts of a concatenation. */
export type Key = readonly [Field, ...Field[]];

/**
 * A field of a protocol, or of an expression such as `meta`, `ct` or `fib`: `tcp dport` is the field `dport` of
 * `tcp`. For `tcp option maxseg size`, the protocol is `tcp option`; for `@th,64,32`, it is `@th`.
 */
export interface Field {
  readonly protocol: string;
  /** The name of the field; for `fib`, the result, such as `type`. */
  readonly field: string;
  /** The lookup keys of a `fib`, such as `daddr`. */
  readonly flags?: readonly string[] | undefined;
}

/** Every operator. `in` is the default for flags: one of them is set. `!` means that none of them is set. */
export const operators = ["==", "!=", "<", "<=", ">", ">=", "in", "!"] as const;

/**
 * An operator of a test. Flags separated by bars, without an operator, mean `==` in output of nft and `in` in its
 * input.
 */
export type Operator = (typeof operators)[number] | "in or ==";

/** The values of a comparison, or the name of a set. */
export type Values =
  | { readonly items: readonly Item[]; readonly isSet: boolean }
  | { readonly set: string };

/** An element: one value, or a value for each part of a concatenation. */
export type Item = readonly Value[];

/** A number, address, prefix or name, as written; a range; or a combination of flags. */
export type Value = string | ValueRange | ValueFlags;

/** A range of values, inclusive. */
interface ValueRange {
  readonly from: string;
  readonly through: string;
}

/** Flags that are set together: `syn | ack`. */
interface ValueFlags {
  readonly flags: readonly string[];
}

/** An element of a verdict map. */
export interface MapEntry {
  readonly item: Item;
  readonly outcome: Verdict;
}

/** The outcome of a rule. */
export type Outcome =
  | Verdict
  | Undetermined
  | Redirect
  /** Decided by a verdict map, with its entries here or in a map of the table. */
  | { readonly kind: "map"; readonly key: Key; readonly entries: readonly MapEntry[] }
  | { readonly kind: "map"; readonly key: Key; readonly map: string };

/** A verdict; with `none`, the packet continues to the next rule. */
export type Verdict = Decision | { readonly kind: "none" };

/** A verdict after which the packet does not continue to the next rule. */
type Decision =
  | { readonly kind: "accept" | "drop" | "return" }
  | { readonly kind: "jump" | "goto"; readonly chain: string };

/** The connection continues to a port of the server; to its own port if `undefined`. */
export interface Redirect {
  readonly kind: "redirect";
  readonly port: number | undefined;
}

/** The outcome of a rule could not be determined. */
export type Undetermined =
  | { readonly kind: "undetermined"; readonly code: "action"; readonly text: string }
  /** The connection may continue on another port or machine: at `to`, if the rule states a destination. */
  | {
      readonly kind: "undetermined";
      readonly code: "translation";
      readonly statement: string;
      readonly to: string | undefined;
    };
