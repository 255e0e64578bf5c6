import { longNameOf } from "./long-names.ts";
import { unquote } from "./words.ts";

/** A line within a table. */
export type Command =
  | {
      readonly kind: "declare";
      readonly chain: string;
      /** `undefined` for a chain that packets enter only by jumps. */
      readonly policy: "accept" | "drop" | undefined;
    }
  | {
      readonly kind: "append";
      /** The chain as written in the line. */
      readonly chain: string;
      /** The text after the chain. */
      readonly text: string;
    }
  | { readonly kind: "delete"; readonly chain: string; readonly text: string }
  | {
      readonly kind: "insert" | "replace";
      readonly chain: string;
      /** The position of the rule in the chain, from 1. */
      readonly position: number;
      readonly text: string;
    }
  | { readonly kind: "delete-at"; readonly chain: string; readonly position: number }
  /** Applies to all chains if none is named. */
  | { readonly kind: "empty" | "remove"; readonly chain: string | undefined }
  /** Sets counters. */
  | { readonly kind: "nothing" };

/** The captures of a pattern; a pattern with fewer groups has only the first of them. */
type Captured = readonly [string, string, string | undefined, string];

/** A form of a line, and its reader; the reader returns `undefined` if the line is malformed all the same. */
type Form = readonly [pattern: RegExp, read: (captured: Captured) => Command | undefined];

/** The forms. A chain name may contain any character except ASCII blanks. */
const forms: readonly Form[] = [
  [
    /^:([^ \t\v\f\r]+)[ \t]+(ACCEPT|DROP|-)(?:[ \t]+\[\d+:\d+\])?$/,
    ([chain, policy]) => ({ kind: "declare", chain, policy: policies[policy] }),
  ],
  [
    /^-P[ \t]+([^ \t\v\f\r]+)[ \t]+(ACCEPT|DROP)(?: -c \d+ \d+)?$/,
    ([chain, policy]) => ({ kind: "declare", chain: unquote(chain), policy: policies[policy] }),
  ],
  [/^-N[ \t]+([^ \t\v\f\r]+)$/, ([chain]) => ({ kind: "declare", chain, policy: undefined })],
  [/^-F(?:[ \t]+([^ \t\v\f\r]+))?$/, ([chain]) => ({ kind: "empty", chain })],
  [/^-X(?:[ \t]+([^ \t\v\f\r]+))?$/, ([chain]) => ({ kind: "remove", chain })],
  [/^-Z(?:[ \t][^\r]*)?$/, () => ({ kind: "nothing" })],
  [
    /^-([AIDR])[ \t]+([^ \t\v\f\r]+)(?:[ \t]+(\d+)(?=[ \t]|$))?([^\r]*)$/,
    ([letter, chain, number, text]) => ruleCommand(letter, chain, number, text),
  ],
];

const policies: Readonly<Record<string, "accept" | "drop">> = { ACCEPT: "accept", DROP: "drop" };

function ruleCommand(
  letter: string,
  chain: string,
  number: string | undefined,
  text: string,
): Command | undefined {
  const position = Number(number);
  switch (letter) {
    case "I":
      return { kind: "insert", chain, position: number === undefined ? 1 : position, text };
    case "R":
      return number === undefined ? undefined : { kind: "replace", chain, position, text };
    case "D":
      return number === undefined
        ? { kind: "delete", chain, text }
        : text === ""
          ? { kind: "delete-at", chain, position }
          : undefined;
    default:
      return number === undefined ? { kind: "append", chain, text } : undefined;
  }
}

/** The command letters, by long name. */
const letters: ReadonlyMap<string, string> = new Map([
  ["append", "A"],
  ["delete", "D"],
  ["insert", "I"],
  ["replace", "R"],
  ["flush", "F"],
  ["zero", "Z"],
  ["new-chain", "N"],
  ["delete-chain", "X"],
  ["policy", "P"],
]);

/** Reads a line within a table; returns `undefined` if it cannot be parsed. */
export function readCommand(line: string): Command | undefined {
  const plain = withLetter(line);
  for (const [pattern, read] of forms) {
    const match = pattern.exec(plain);
    if (match) {
      const [, ...captured] = match;
      return read(captured as unknown as Captured);
    }
  }
  return undefined;
}

/**
 * Normalizes a line: removes counters before the command, shortens the command to its letter, and moves the family
 * option after it.
 */
function withLetter(line: string): string {
  const plain = line.replace(/^\[\d+:\d+\][ \t]+/, "");
  const family = /^(?:-4|-6|--ipv4|--ipv6)(?=[ \t])/.exec(plain)?.[0] ?? "";
  const rest = plain.slice(family.length).replace(/^[ \t]+/, "");
  const [, name, behind] = /^(--\S+)(.*)$/s.exec(rest) ?? [];
  const letter = name && letters.get(longNameOf(name)?.slice(2) ?? "");
  const command = letter ? `-${letter}${behind}` : rest;
  return family === "" ? command : `${command} ${family}`;
}
