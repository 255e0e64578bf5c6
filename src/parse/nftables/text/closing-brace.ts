import { isSign, type Token } from "./lexer.ts";

/** Returns the index of the brace that closes a block whose first token is at `start`. */
export function closingBrace(tokens: readonly Token[], start: number): number {
  let depth = 1;
  let index = start;
  while (index < tokens.length && depth > 0) {
    const token = tokens[index];
    depth += isSign(token, "{") ? 1 : isSign(token, "}") ? -1 : 0;
    index += 1;
  }
  return depth === 0 ? index - 1 : index;
}
