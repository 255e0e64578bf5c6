import type { InvalidConfigurationError } from "../../../errors.ts";
import type { Origin } from "../../../net/types.ts";
import { excerpt, originText } from "../../../util/excerpt.ts";
import type { Command, NftTable } from "../ruleset.ts";
import { wrongLine } from "../wrong-line.ts";
import { isSign, Lexer, type Token } from "./lexer.ts";

/** Tokens of an input, and their place. */
export interface Statement {
  readonly tokens: readonly Token[];
  /** The comment after it; empty if none. */
  readonly comment: string;
  readonly line: number;
  /** Its positions in the input. */
  readonly start: number;
  readonly end: number;
}

/** An input in nft's language, read statement by statement. */
export class Source {
  readonly #text: string;
  readonly #input: number;
  readonly #lexer: Lexer;
  readonly #commands: Command[] = [];

  constructor(text: string, input: number) {
    this.#text = text;
    this.#input = input;
    this.#lexer = new Lexer(text, input);
  }

  /** The unsupported commands so far. */
  get commands(): readonly Command[] {
    return this.#commands;
  }

  /** Returns the first token of each statement up to the end of the input. */
  *statements(): Generator<Token> {
    for (let token = this.#lexer.next(); token; token = this.#lexer.next()) {
      if (token.kind !== "end" && token.kind !== "comment") {
        yield token;
      }
    }
  }

  /** Takes the block in braces that comes next; yields the first token of each of its statements. */
  *part(): Generator<Token> {
    const { line } = this.#lexer.next() as Token;
    for (let token = this.#next(line); !isSign(token, "}"); token = this.#next(line)) {
      if (token.kind !== "end" && token.kind !== "comment") {
        yield token;
      }
    }
  }

  /** Whether a block in braces comes next. */
  get isBeforePart(): boolean {
    return isSign(this.#lexer.peek(), "{");
  }

  /** Takes the rest of a statement, without the block in braces that may end it. */
  head(first: Token): Statement {
    const tokens = [first, ...this.#lexer.takeHeader(first)];
    for (
      let token = this.#lexer.peek();
      token && token.kind !== "end";
      token = this.#lexer.peek()
    ) {
      if (isSign(token, "{") || isSign(token, "}")) {
        break;
      }
      this.#lexer.next();
      if (token.kind !== "comment") {
        tokens.push(token);
      }
    }
    return statementOf(tokens);
  }

  /** Takes the rest of a statement, including blocks in braces, and the comment after it. */
  statement(first: Token): Statement {
    return this.rest([first]);
  }

  /** Takes the rest of a statement that was partly taken. */
  rest(taken: readonly Token[]): Statement {
    const tokens = [...taken];
    for (;;) {
      const token = this.#lexer.peek();
      if (token === undefined || token.kind === "end" || isSign(token, "}")) {
        return statementOf(tokens);
      }
      if (token.kind === "comment") {
        this.#lexer.next();
        return { ...statementOf(tokens), comment: token.text, end: token.end };
      }
      if (isSign(token, "{")) {
        for (const each of this.braces()) {
          tokens.push(each);
        }
      } else {
        this.#lexer.next();
        tokens.push(token);
      }
    }
  }

  /** Takes the tokens of a block, including the braces; returns an empty list if no block comes next. */
  braces(): readonly Token[] {
    const tokens: Token[] = [];
    const first = this.#lexer.peek();
    if (first === undefined || !isSign(first, "{")) {
      return tokens;
    }
    let depth = 0;
    do {
      const token = this.#next(first.line);
      depth += isSign(token, "{") ? 1 : isSign(token, "}") ? -1 : 0;
      if (token.kind !== "comment" && token.text !== "\n") {
        tokens.push(token);
      }
    } while (depth > 0);
    return tokens;
  }

  /** Takes the value of a definition, and assigns it to the name. */
  define(name: string, value: readonly Token[]): void {
    this.#lexer.define(name, [...value, ...this.braces()]);
  }

  /** Takes an unsupported command. */
  skip({ tokens, line, start, end }: Statement, table: NftTable | null): void {
    const words = tokens.map(({ text }) => text).join(" ");
    this.braces();
    this.#commands.push({
      origin: this.origin({ line, start, end }, table, null),
      text: `unsupported command ${excerpt(words)}`,
    });
  }

  /** Returns the input text at a place. */
  textOf({ start, end }: Pick<Statement, "end" | "start">): string {
    return this.#text.slice(start, end);
  }

  /** Returns a place as an origin. */
  origin(
    place: Pick<Statement, "end" | "line" | "start">,
    table: NftTable | null,
    chain: string | null,
  ): Origin {
    return {
      input: this.#input,
      line: place.line,
      text: originText(this.textOf(place)),
      table: table && `${table.family} ${table.name}`,
      chain,
    };
  }

  /** Creates an error about a line. */
  wrong(line: number, what: string): InvalidConfigurationError {
    return wrongLine({ input: this.#input, line }, what);
  }

  #next(opened: number): Token {
    const token = this.#lexer.next();
    if (token === undefined) {
      throw this.wrong(opened, "opens a block that is never closed: the input is cut off");
    }
    return token;
  }
}

function statementOf(tokens: readonly Token[]): Statement {
  const first = tokens[0] as Token;
  const last = tokens.at(-1) as Token;
  return { tokens, comment: "", line: first.line, start: first.start, end: last.end };
}
