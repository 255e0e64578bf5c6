import { isSign, type Token } from "./lexer.ts";

/** Takes the tokens of a rule one after the other. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** How many tokens were taken. */
  get position(): number {
    return this.#position;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#tokens.length;
  }

  /** The next token, which stays where it is. */
  get next(): Token | undefined {
    return this.#tokens[this.#position];
  }

  /** The next word or sign, which stays where it is; empty for anything else. */
  get word(): string {
    return this.wordAfter(0);
  }

  /** The word or sign after some tokens; empty for anything else. */
  wordAfter(count: number): string {
    const token = this.#tokens[this.#position + count];
    return token?.kind === "word" || token?.kind === "sign" ? token.text : "";
  }

  /** Takes the next token, whatever it is. */
  take(): Token | undefined {
    const token = this.next;
    this.skip(1);
    return token;
  }

  /** Takes some tokens, whatever they are. */
  skip(count: number): void {
    this.#position = Math.min(this.#position + count, this.#tokens.length);
  }

  /** Takes the next token if it is one of some words or signs, and tells whether it is. */
  accept(...words: readonly string[]): boolean {
    const isOne = this.word !== "" && words.includes(this.word);
    this.skip(isOne ? 1 : 0);
    return isOne;
  }

  /** Takes words that each have a value after them, as often as there are some. */
  acceptPairs(...words: readonly string[]): void {
    while (this.accept(...words)) {
      this.skip(1);
    }
  }

  /** Takes a part in braces, and returns what is in it; `undefined` if there is none. */
  acceptBraces(): readonly Token[] | undefined {
    if (!this.accept("{")) {
      return undefined;
    }
    const start = this.#position;
    while (!this.isAtEnd && !isSign(this.next, "}")) {
      this.skip(1);
    }
    const inside = this.#tokens.slice(start, this.#position);
    this.skip(1);
    return inside;
  }

  /** Takes all tokens that are left. */
  takeRest(): readonly Token[] {
    const rest = this.#tokens.slice(this.#position);
    this.#position = this.#tokens.length;
    return rest;
  }

  /** Returns the tokens from a position to those that were not taken yet, as one text. */
  textFrom(position: number): string {
    return this.#tokens
      .slice(position, this.#position)
      .map(({ text }) => text)
      .join(" ");
  }
}
