import { closingBrace } from "./closing-brace.ts";
import type { Token } from "./lexer.ts";

/** Takes the tokens of a rule one by one. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The number of tokens taken. */
  get position(): number {
    return this.#position;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#tokens.length;
  }

  /** The next token, without taking it. */
  get next(): Token | undefined {
    return this.#tokens[this.#position];
  }

  /** The next word or sign, without taking it; empty for anything else. */
  get word(): string {
    return this.wordAfter(0);
  }

  /** Returns the word or sign `count` tokens ahead; empty for anything else. */
  wordAfter(count: number): string {
    const token = this.#tokens[this.#position + count];
    return token?.kind === "word" || token?.kind === "sign" ? token.text : "";
  }

  /** Takes the next token of any kind. */
  take(): Token | undefined {
    const token = this.next;
    this.skip(1);
    return token;
  }

  /** Takes `count` tokens of any kind. */
  skip(count: number): void {
    this.#position = Math.min(this.#position + count, this.#tokens.length);
  }

  /** Takes the next token if it is one of the given words or signs; returns whether it was. */
  accept(...words: readonly string[]): boolean {
    const isOne = this.word !== "" && words.includes(this.word);
    this.skip(isOne ? 1 : 0);
    return isOne;
  }

  /** Takes any number of the given words, each with the value after it. */
  acceptPairs(...words: readonly string[]): void {
    while (this.accept(...words)) {
      this.skip(1);
    }
  }

  /** Takes a block in braces; returns its tokens without the braces, or `undefined` if no block comes next. */
  acceptBraces(): readonly Token[] | undefined {
    if (!this.accept("{")) {
      return undefined;
    }
    const start = this.#position;
    const end = closingBrace(this.#tokens, start);
    this.skip(end + 1 - start);
    return this.#tokens.slice(start, end);
  }

  /** Takes all remaining tokens. */
  takeRest(): readonly Token[] {
    const rest = this.#tokens.slice(this.#position);
    this.#position = this.#tokens.length;
    return rest;
  }

  /** Returns the text of the tokens from a position to the current one. */
  textFrom(position: number): string {
    return this.#tokens
      .slice(position, this.#position)
      .map(({ text }) => text)
      .join(" ");
  }
}
