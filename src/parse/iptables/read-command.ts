import { unquote } from "./words.ts";

/** A line within a table. */
export type Command =
  | {
      readonly kind: "declare";
      readonly chain: string;
      /** `undefined` for a chain that packets enter by jumps only. */
      readonly policy: "accept" | "drop" | undefined;
    }
  | {
      readonly kind: "append";
      /** The chain as the line writes it. */
      readonly chain: string;
      /** What is behind the chain. */
      readonly text: string;
    }
  | {
      readonly kind: "insert";
      readonly chain: string;
      /** The position that the rule takes in the chain, counted from 1. */
      readonly position: number;
      readonly text: string;
    };

/** What a pattern captures; one with fewer groups captures the first of these. */
type Captured = readonly [string, string, string | undefined, string];

/** A form that a line can have, and what such a line says; `undefined` if it is malformed all the same. */
type Form = readonly [pattern: RegExp, read: (captured: Captured) => Command | undefined];

/** The forms. The name of a chain may have every character but the blanks of ASCII. */
const forms: readonly Form[] = [
  [
    /^:([^ \t\v\f\r]+)[ \t]+(ACCEPT|DROP|-)(?:[ \t]+\[\d+:\d+\])?$/,
    ([chain, policy]) => ({ kind: "declare", chain, policy: policies[policy] }),
  ],
  [
    /^-P ([^ \t\v\f\r]+) (ACCEPT|DROP)(?: -c \d+ \d+)?$/,
    ([chain, policy]) => ({ kind: "declare", chain: unquote(chain), policy: policies[policy] }),
  ],
  [/^-N ([^ \t\v\f\r]+)$/, ([chain]) => ({ kind: "declare", chain, policy: undefined })],
  [
    /^(?:\[\d+:\d+\][ \t]+)?-([AI])[ \t]+([^ \t\v\f\r]+)(?:[ \t]+(\d+)(?=[ \t]|$))?([^\r]*)$/,
    ([letter, chain, position, text]) =>
      letter === "A"
        ? position === undefined
          ? { kind: "append", chain, text }
          : undefined
        : { kind: "insert", chain, position: Number(position ?? 1), text },
  ],
];

const policies: Readonly<Record<string, "accept" | "drop">> = { ACCEPT: "accept", DROP: "drop" };

/** Reads a line within a table; `undefined` if it is not understood. */
export function readCommand(line: string): Command | undefined {
  for (const [pattern, read] of forms) {
    const match = pattern.exec(line);
    if (match) {
      const [, ...captured] = match;
      return read(captured as unknown as Captured);
    }
  }
  return undefined;
}
