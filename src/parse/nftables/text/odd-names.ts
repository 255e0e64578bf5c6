import { excerpt } from "../../../util/excerpt.ts";
import * as limits from "../../../util/limits.ts";
import type { Place } from "../../notes.ts";
import { wrongLine } from "../wrong-line.ts";
import { beginsStatement } from "./words.ts";

/** The header of a block whose name is not one word. */
export interface OddHeader {
  /** The words before the name, such as `table inet` or `chain`. */
  readonly words: readonly string[];
  readonly name: string;
  /** The position of the brace. */
  readonly end: number;
}

/** The beginning of a header that is followed by a name. */
const beginning =
  /^([ \t]*)(table[ \t]+(?:arp|bridge|inet|ip6?|netdev)|chain|set|map|counter|quota|limit|flowtable|secmark|synproxy|ct[ \t]+\w+)[ \t](?=.*[^ \t])/s;

/** The text allowed after the brace of a header. */
const ending = /^(?: # handle \d+)?\s*$/;

/** A name that the lexer reads as one word. A trailing backslash may continue a line. */
const plain = /^[^ \t\r\n\f\v{}(),;=<>&|^!"#]*[^ \t\r\n\f\v{}(),;=<>&|^!"#\\]$/;

/** The text allowed after the name of a chain in a rule. */
const afterChain = /\s+(?:#|comment\s|\})|\s*,\s|\s*;/y;

/** The word or sign that follows the name of a set. */
const afterSet = /\s+(\S+)/y;

/**
 * The names in a ruleset that are not one word. The kernel allows spaces, quotes and other signs in names of chains,
 * sets and tables, and nft prints them unquoted: `chain a b {`, `jump a b`. Names with braces or semicolons cannot be
 * separated from the surrounding text; only JSON preserves them.
 */
export class OddNames {
  readonly #text: string;
  readonly #input: number;
  readonly #headers = new Map<number, OddHeader>();
  readonly #chains = new Set<string>();
  readonly #sets = new Set<string>();
  readonly #oddChains = new Set<string>();
  readonly #oddSets = new Set<string>();

  /** @throws {@link InvalidConfigurationError} if there are too many names, or indistinguishable ones */
  constructor(text: string, input: number) {
    this.#text = text;
    this.#input = input;
    const tables = new SpacedNames();
    let others = new SpacedNames();
    let start = 0;
    for (const [index, line] of text.split("\n").entries()) {
      const found = readHeader(line);
      if (found) {
        const place = { input, line: index + 1 };
        others = found.kind === "table" ? new SpacedNames() : others;
        (found.kind === "table" ? tables : others).add(found, place);
        this.#declare(found, start, place);
      }
      start += line.length + 1;
    }
  }

  /** Returns the header at a position, if its name is odd. */
  headerAt(position: number): OddHeader | undefined {
    return this.#headers.get(position);
  }

  /** Returns the odd name of a chain at a position, after `jump` or `goto`. */
  chainAt(position: number, line: number): string | undefined {
    const name = this.#nameAt(position, this.#oddChains);
    const isPart = (part: string) =>
      this.#chains.has(part) && this.#matchAt(afterChain, position + part.length) !== null;
    return name && this.#unambiguous(name, isPart, line);
  }

  /** Returns the odd name of a set at a position, after `@`. */
  setAt(position: number, line: number): string | undefined {
    const name = this.#nameAt(position, this.#oddSets);
    const isPart = (part: string) => {
      const next = this.#sets.has(part) ? this.#matchAt(afterSet, position + part.length) : null;
      return next !== null && mayFollow(String(next[1]));
    };
    return name && this.#unambiguous(name, isPart, line);
  }

  #declare(header: Header, start: number, place: Place): void {
    const { kind, name } = header;
    const isSet = kind === "set" || kind === "map";
    const [all, odd] =
      kind === "chain" ? [this.#chains, this.#oddChains] : isSet ? [this.#sets, this.#oddSets] : [];
    all?.add(name);
    if (plain.test(name)) {
      return;
    }
    odd?.add(name);
    const { words, indent, brace } = header;
    this.#headers.set(start + indent, { words, name, end: start + brace });
    if (this.#oddChains.size + this.#oddSets.size > limits.nftablesOddNames) {
      throw wrongLine(
        place,
        `exceeds the limit of ${limits.nftablesOddNames} names with spaces or symbols; use the output of nft -j list ruleset, which has no such limit`,
      );
    }
  }

  /** Finds the longest name at a position. */
  #nameAt(position: number, names: ReadonlySet<string>): string | undefined {
    let longest: string | undefined;
    for (const name of names) {
      const next = this.#text[position + name.length] ?? " ";
      if (
        name.length > (longest?.length ?? 0) &&
        this.#text.startsWith(name, position) &&
        /[\s,;}]/.test(next)
      ) {
        longest = name;
      }
    }
    return longest;
  }

  #matchAt(pattern: RegExp, position: number): RegExpExecArray | null {
    pattern.lastIndex = position;
    return pattern.exec(this.#text);
  }

  /** @throws {@link InvalidConfigurationError} if a prefix of the name is also a name, and the rest may follow it */
  #unambiguous(name: string, isPart: (part: string) => boolean, line: number): string {
    for (let end = 1; end < name.length; end++) {
      const part = name.slice(0, end);
      if (isPart(part)) {
        throw wrongLine(
          { input: this.#input, line },
          `is ambiguous: both ${excerpt(part)} and ${excerpt(name)} are names; use the output of nft -j list ruleset, which tells them apart`,
        );
      }
    }
    return name;
  }
}

/** Returns whether a word or sign may follow the name of a set. */
function mayFollow(word: string): boolean {
  return beginsStatement(word) || /^\W/.test(word);
}

/** The header of a block. */
interface Header {
  readonly kind: string;
  readonly words: readonly string[];
  readonly name: string;
  /** The name with surrounding spaces, except for those that nft adds. */
  readonly spaced: string;
  readonly indent: number;
  readonly brace: number;
}

function readHeader(line: string): Header | undefined {
  const brace = line.indexOf("{");
  const found =
    brace >= 0 && ending.test(line.slice(brace + 1)) ? beginning.exec(line.slice(0, brace)) : null;
  if (found === null) {
    return undefined;
  }
  const [before, indent = "", first = ""] = found;
  const spaced = line.slice(before.length, line[brace - 1] === " " ? brace - 1 : brace);
  if (spaced.length > limits.nftablesName || /[;}]/.test(spaced)) {
    return undefined;
  }
  const words = first.split(/[ \t]+/);
  const name = spaced.replace(/^[ \t]+|[ \t]+$/g, "");
  return { kind: String(words[0]), words, name, spaced, indent: indent.length, brace };
}

/** Finds names that differ only in surrounding spaces, which the lexer drops. */
class SpacedNames {
  readonly #known = new Map<string, Map<string, string>>();

  /** @throws {@link InvalidConfigurationError} if the name is known with different surrounding spaces */
  add({ words, name, spaced }: Header, place: Place): void {
    const kind = String(words.at(-1));
    const names = this.#known.get(kind) ?? new Map<string, string>();
    this.#known.set(kind, names);
    if ((names.get(name) ?? spaced) !== spaced) {
      throw wrongLine(
        place,
        `has the name ${excerpt(name)}, which differs from another only in the spaces around it; use the output of nft -j list ruleset, which tells them apart`,
      );
    }
    names.set(name, spaced);
  }
}
