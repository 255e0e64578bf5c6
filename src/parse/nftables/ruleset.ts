import type { NoteCode, Origin } from "../../net/types.ts";
import type { Mark, MarkValue } from "./marks.ts";
import type { Rate } from "./rates.ts";

/** What inputs say, in the language of nft or in its JSON. */
export interface Ruleset {
  /** In the order in which they are declared. */
  readonly tables: readonly NftTable[];
  readonly commands: readonly Command[];
}

/** A command that is not followed: what it does to the tables is undetermined. */
export interface Command {
  readonly origin: Origin;
  readonly text: string;
}

/** A table. */
export interface NftTable {
  readonly family: string;
  readonly name: string;
  /** The elements of named sets; `undefined` for a set that is not understood. */
  readonly sets: ReadonlyMap<string, readonly Item[] | undefined>;
  /** The elements of named verdict maps; `undefined` for a map that is not understood. */
  readonly maps: ReadonlyMap<string, readonly MapEntry[] | undefined>;
  readonly chains: ReadonlyMap<string, NftChain>;
  /** The sets whose elements rules add and delete. */
  readonly written: ReadonlySet<string>;
  /** The sets whose own limit holds for what rules add to them. */
  readonly limited: ReadonlySet<string>;
  /** The limits that rules name, by their kind and name, such as `limit web`. */
  readonly rates: ReadonlyMap<string, Rate>;
  /** Whether none of its chains is in force; `undefined` if that could not be determined. */
  readonly isDormant: boolean | undefined;
}

/** A chain. */
export interface NftChain {
  readonly table: NftTable;
  readonly name: string;
  /** Where packets meet it; `undefined` for a chain that only rules lead to. */
  readonly base: NftBase | undefined;
  readonly rules: readonly NftRule[];
}

/** What an input states in one place. */
export interface Stated {
  readonly origin: Origin;
  /** What a reason about it begins with in JSON, which has no lines; empty otherwise. */
  readonly prefix: string;
}

/** Where packets meet a base chain, and its policy. */
export interface NftBase extends Stated {
  /** `filter`, `nat` or `route`. */
  readonly type: string;
  readonly hook: string;
  readonly priority: number;
  readonly policy: "accept" | "drop";
  /** The only interfaces whose packets it sees; all if `undefined`. */
  readonly devices: readonly string[] | undefined;
}

/** A rule: its conditions, and what it does with packets that fulfil them. */
export interface NftRule extends Stated {
  /** The whole of it, as the input has it; `null` in JSON. */
  readonly text: string | null;
  /** The sets to which it adds elements, or from which it deletes them. */
  readonly writes: readonly string[];
  readonly tests: readonly Test[];
  /** What it does to the state of packets, in order. */
  readonly effects: readonly PlacedEffect[];
  /** The limits on how often it matches. */
  readonly rates: readonly Rate[];
  /** The conditions that are not understood, as they are written. */
  readonly unclear: readonly string[];
  readonly outcome: Outcome;
}

/** What a statement does to the state of packets. */
export type StateEffect =
  /** It sets a mark; the value is `undefined` if it is not understood. */
  | { readonly kind: "mark"; readonly mark: Mark; readonly value: MarkValue | undefined }
  /** Conntrack leaves out the packet. */
  | { readonly kind: "untrack" }
  /** An element is added to a set, or deleted; the key is `undefined` if it is not understood. */
  | {
      readonly kind: "member";
      readonly set: string;
      readonly key: Key | undefined;
      readonly isAdded: boolean;
    };

/** What a rule does to the state of packets that fulfil the conditions before. */
export type PlacedEffect = StateEffect & {
  /** How many of the rule's tests, limits and unclear conditions are before. */
  readonly before: {
    readonly tests: number;
    readonly rates: number;
    readonly unclear: number;
  };
};

/** A comparison of something in a packet with some values. */
export interface Test {
  readonly key: Key;
  readonly operator: Operator;
  readonly values: Values;
  /** The bits of the key that are compared; all if left out. */
  readonly mask?: readonly string[] | undefined;
}

/** What is compared: one field, or the parts of a concatenation. */
export type Key = readonly [Field, ...Field[]];

/**
 * A field of a protocol, or of `meta`, `ct`, `fib` and others: `tcp dport` is the field `dport` of `tcp`.
 * Of `tcp option maxseg size`, the protocol is `tcp option`; of `@th,64,32`, it is `@th`.
 */
export interface Field {
  readonly protocol: string;
  /** The name of the field; of a `fib`, the result, such as `type`. */
  readonly field: string;
  /** What a `fib` is looked up by, such as `daddr`. */
  readonly flags?: readonly string[] | undefined;
}

/**
 * Every operator; `in` is what nft takes for flags without an operator: one of them is set; `!` means that
 * none of them is.
 */
export const operators = ["==", "!=", "<", "<=", ">", ">=", "in", "!"] as const;

/**
 * An operator of a test. Flags with bars between them and no operator are `==` where nft prints them, and `in`
 * where it reads them.
 */
export type Operator = (typeof operators)[number] | "in or ==";

/** The values of a comparison, or the name of a set. */
export type Values =
  | { readonly items: readonly Item[]; readonly isSet: boolean }
  | { readonly set: string };

/** An element: one value, or a value for each part of a concatenation. */
export type Item = readonly Value[];

/** A number, address, prefix or name, as it is written; a range; or several flags together. */
export type Value = string | ValueRange | ValueFlags;

/** A range of values, both ends included. */
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

/** What a rule does. */
export type Outcome =
  | Verdict
  | Undetermined
  | Redirect
  /** What the map says, whose entries are here or in a map of the table. */
  | { readonly kind: "map"; readonly key: Key; readonly entries: readonly MapEntry[] }
  | { readonly kind: "map"; readonly key: Key; readonly map: string };

/** Where a packet goes; with `none`, to the next rule. */
export type Verdict = Decision | { readonly kind: "none" };

/** Where a packet goes that does not go on to the next rule. */
type Decision =
  | { readonly kind: "accept" | "drop" | "return" }
  | { readonly kind: "jump" | "goto"; readonly chain: string };

/** The connection goes on to a port of the server; to its own if that is `undefined`. */
export interface Redirect {
  readonly kind: "redirect";
  readonly port: number | undefined;
}

/** What a rule does could not be determined. */
export interface Undetermined {
  readonly kind: "undetermined";
  readonly code: Extract<NoteCode, "action" | "translation">;
  readonly text: string;
}
