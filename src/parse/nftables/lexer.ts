import { InvalidConfigurationError } from "../../errors.ts";

/** A word, a sign, a text in quotes, a comment, or what ends a statement. */
export interface Token {
  readonly text: string;
  readonly kind: "comment" | "end" | "quoted" | "sign" | "word";
  readonly line: number;
}

/** What the variables of a text may stand for, in tokens. */
const mostInserted = 100_000;

const pattern =
  /(?<space>[ \t\r\f\v]+|\\\r?\n)|(?<end>[\n;])|(?<comment>#[^\n]*)|"(?<quoted>[^"\n]*)"|(?<sign>[=!<>]=|<<|>>|[{}(),=<>&|^!])|(?<word>[^\s{}(),;=<>&|^!"#]+)/y;

/** Gives the tokens of a text in the language of nft, one after the other. */
export class Lexer {
  readonly #text: string;
  readonly #variables = new Map<string, readonly Token[]>();
  #position = 0;
  #line = 1;
  #inserted = 0;
  /** What comes before the rest of the text, the first one last. */
  readonly #waiting: Token[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** The line of the text that is being read. */
  get line(): number {
    return this.#waiting.at(-1)?.line ?? this.#line;
  }

  /** Makes `$name` stand for tokens. */
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

  /** @throws {@link InvalidConfigurationError} for a quote without its end, or too many tokens */
  next(): Token | undefined {
    const token = this.#waiting.pop() ?? this.#read();
    const value = token?.kind === "word" ? this.#variables.get(token.text) : undefined;
    if (value === undefined) {
      return token;
    }
    this.#inserted += value.length;
    if (this.#inserted > mostInserted) {
      throw wrongNft(this.#line, "makes variables stand for too much");
    }
    for (const inserted of [...value].reverse()) {
      this.#waiting.push(inserted);
    }
    return this.next();
  }

  #read(): Token | undefined {
    while (this.#position < this.#text.length) {
      const line = this.#line;
      pattern.lastIndex = this.#position;
      const found = pattern.exec(this.#text);
      if (found === null) {
        throw wrongNft(line, "has a quote without its end");
      }
      const [whole, , end, comment, quoted, sign, word] = found;
      this.#position += whole.length;
      if (whole.endsWith("\n")) {
        this.#line++;
      }
      const text = end ?? comment ?? quoted ?? sign ?? word;
      if (text !== undefined) {
        const kind =
          end !== undefined
            ? "end"
            : comment !== undefined
              ? "comment"
              : quoted !== undefined
                ? "quoted"
                : sign !== undefined
                  ? "sign"
                  : "word";
        return { text, kind, line };
      }
    }
    return undefined;
  }
}

/** Whether a token is a sign, which one in quotes is not. */
export function isSign(token: Token | undefined, text: string): boolean {
  return token?.kind === "sign" && token.text === text;
}

/** An error about a line. */
export function wrongNft(line: number, what: string): InvalidConfigurationError {
  return new InvalidConfigurationError(
    `line ${line} ${what}; expected what nft list ruleset prints`,
    undefined,
    line,
  );
}
