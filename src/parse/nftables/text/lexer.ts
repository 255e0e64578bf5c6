import * as limits from "../../../util/limits.ts";
import { wrongLine } from "../wrong-line.ts";
import { OddNames } from "./odd-names.ts";

/** A word, a sign, a name of several words, a quoted string, a comment, or the end of a statement. */
export interface Token {
  readonly text: string;
  readonly kind: "comment" | "end" | "name" | "quoted" | "sign" | "word";
  readonly line: number;
  /** Its positions in the input; for a token inserted by a variable, the positions of the variable. */
  readonly start: number;
  readonly end: number;
  /** Whether it is inserted by a variable. */
  readonly isInserted?: boolean;
}

/** The kinds of the pattern's groups. */
const kinds = ["space", "end", "comment", "quoted", "sign", "word"] as const;

/**
 * The pattern of a token. A backslash continues a line, even right after a word. White space that nft does not
 * recognize is part of a word.
 */
const pattern =
  /([ \t]+|\r+(?=\n|$)|\\\r?\n)|([\n;])|(#[^\n]*)|"([^"\n]*)"|([=!<>]=|<<|>>|[{}(),=<>&|^!])|((?:[^ \t\r\n\\{}(),;=<>&|^!"#]|\\(?!\r?\n)|\r(?!\r*(?:\n|$)))+)/y;

/** Returns the tokens of an input in nft's language, one by one. */
export class Lexer {
  readonly #text: string;
  readonly #input: number;
  readonly #names: OddNames;
  readonly #variables = new Map<string, readonly Token[]>();
  #position = 0;
  #line = 1;
  #inserted = 0;
  #tokens = 0;
  /** Whether the name of a chain comes next. */
  #isBeforeChain = false;
  /** The tokens to return before the rest of the input, in reverse order. */
  readonly #waiting: Token[] = [];

  constructor(text: string, input: number) {
    this.#text = text;
    this.#input = input;
    this.#names = new OddNames(text, input);
  }

  /** Defines `$name` as tokens. */
  define(name: string, tokens: readonly Token[]): void {
    this.#variables.set(`$${name}`, tokens);
  }

  peek(): Token | undefined {
    const token = this.next();
    if (token) {
      this.#waiting.push(token);
    }
    return token;
  }

  /** @throws {@link InvalidConfigurationError} if a quote is unterminated, or there are too many tokens */
  next(): Token | undefined {
    for (;;) {
      const token = this.#waiting.pop() ?? this.#read();
      const value = token?.kind === "word" ? this.#variables.get(token.text) : undefined;
      if (token === undefined || value === undefined) {
        return token && this.#withPort(token);
      }
      this.#insert(value, token);
    }
  }

  /** Takes the rest of the header that begins with a token, if its name is odd: the words up to its brace. */
  takeHeader(first: Token): readonly Token[] {
    const header = this.#names.headerAt(first.start);
    if (header === undefined) {
      return [];
    }
    const { words, name, end } = header;
    this.#position = end;
    const place = { line: first.line, start: first.start, end };
    return [
      ...words.slice(1).map((text): Token => ({ text, kind: "word", ...place })),
      { text: name, kind: "name", ...place },
    ];
  }

  /** Replaces the variable in a word such as `:$port`, if its value is one word. */
  #withPort(token: Token): Token {
    const [, before, name = ""] =
      (token.kind === "word" && /^(.*:)(\$[\w./\\]+)$/.exec(token.text)) || [];
    const [value, ...others] = this.#variables.get(name) ?? [];
    return before === undefined || value?.kind !== "word" || others.length > 0
      ? token
      : { ...token, text: `${before}${value.text}` };
  }

  /** Replaces a variable with its value. */
  #insert(value: readonly Token[], { line, start, end }: Token): void {
    this.#inserted += value.length;
    if (this.#inserted > limits.nftablesInserted) {
      throw wrongLine({ input: this.#input, line }, "expands variables to too many words");
    }
    for (const inserted of value.toReversed()) {
      this.#waiting.push({ ...inserted, line, start, end, isInserted: true });
    }
  }

  #read(): Token | undefined {
    while (this.#position < this.#text.length) {
      const start = this.#position;
      const line = this.#line;
      const name = this.#oddName();
      if (name !== undefined) {
        this.#position += name.text.length;
        this.#isBeforeChain = false;
        return { ...name, line, start, end: this.#position };
      }
      const [whole, kind, text] = this.#match();
      this.#position += whole.length;
      this.#line += whole.endsWith("\n") ? 1 : 0;
      if (kind !== "space") {
        this.#tokens += kind === "end" ? 3 : 1;
        if (this.#tokens > limits.nftablesTokens) {
          const most = limits.nftablesTokens;
          throw wrongLine(
            { input: this.#input, line },
            `exceeds the limit of ${most} words and symbols`,
          );
        }
        const isJump = kind === "word" && (text === "jump" || text === "goto");
        this.#isBeforeChain = isJump && !this.#isBeforeChain;
        return { text, kind, line, start, end: this.#position };
      }
    }
    return undefined;
  }

  /** Returns the name of a chain or a set at the current position, if it is not one word. */
  #oddName(): Pick<Token, "kind" | "text"> | undefined {
    if (this.#isBeforeChain) {
      const name = this.#names.chainAt(this.#position, this.#line);
      return name === undefined ? undefined : { kind: "name", text: name };
    }
    if (this.#text[this.#position] === "@") {
      const name = this.#names.setAt(this.#position + 1, this.#line);
      return name === undefined ? undefined : { kind: "word", text: `@${name}` };
    }
    return undefined;
  }

  #match(): readonly [whole: string, kind: (typeof kinds)[number], text: string] {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text);
    if (found === null) {
      throw wrongLine({ input: this.#input, line: this.#line }, "has an unterminated quote");
    }
    const index = found.findIndex((group, at) => at > 0 && group !== undefined);
    return [found[0], kinds[index - 1] as (typeof kinds)[number], String(found[index])];
  }
}

/** Returns whether a token is an unquoted sign. */
export function isSign(token: Token | undefined, text: string): boolean {
  return token?.kind === "sign" && token.text === text;
}
