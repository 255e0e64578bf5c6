import type { Verdict } from "../ruleset.ts";
import type { Token } from "./lexer.ts";
import { readVerdict } from "./values.ts";

/** Returns the tokens of a rule without the comment at its end. */
export function withoutComment(tokens: readonly Token[]): readonly Token[] {
  const comment = tokens.findIndex(
    ({ kind, text }, index) =>
      kind === "word" &&
      text === "comment" &&
      (tokens[index + 1]?.kind === "quoted" || index === tokens.length - 2),
  );
  return comment < 0 ? tokens : tokens.slice(0, comment);
}

/** Reads the verdict at the end of tokens; returns `undefined` if none. */
export function readLastVerdict(tokens: readonly Token[]): Verdict | undefined {
  const before = withoutComment(tokens);
  return before.slice(0, -2).some(isJump)
    ? undefined
    : (readVerdict(before.slice(-2)) ?? readVerdict(before.slice(-1)));
}

/** Returns whether the next token is the name of a chain, whatever it looks like. */
function isJump({ kind, text }: Token): boolean {
  return kind === "word" && (text === "jump" || text === "goto");
}
