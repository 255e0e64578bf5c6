import { bytesOf, isUsedUp, namedRate, type Rate, type RateKind, rateOf } from "../rates.ts";
import type { TokenReader } from "./token-reader.ts";

/**
 * Reads a limit, such as `limit rate over 5/minute burst 5 packets`, `count over 3` or `quota until 25 mbytes`.
 *
 * @param start - the position of the statement
 */
export function readRate(kind: RateKind, start: number, tokens: TokenReader): Rate {
  tokens.skip(1);
  if (tokens.accept("name")) {
    const name = tokens.take()?.text ?? "";
    return namedRate(tokens.textFrom(start), kind, name);
  }
  return readUnnamed[kind](start, tokens);
}

/** The readers of limits, after their first word. */
export const readUnnamed: Readonly<Record<RateKind, (start: number, tokens: TokenReader) => Rate>> =
  {
    limit: (start, tokens) => {
      tokens.accept("rate");
      const isOver = tokens.accept("over");
      tokens.skip(/^[km]?bytes\//.test(tokens.wordAfter(1)) ? 2 : 1);
      if (tokens.accept("burst")) {
        tokens.skip(2);
      }
      return rateOf(tokens.textFrom(start), isOver, false);
    },
    count: (start, tokens) => {
      const isOver = tokens.accept("over");
      const count = tokens.take()?.text;
      return rateOf(tokens.textFrom(start), isOver, count === "0");
    },
    quota: (start, tokens) => {
      const isOver = tokens.accept("over");
      tokens.accept("until");
      const limit = readBytes(tokens);
      const used = tokens.accept("used") ? readBytes(tokens) : 0;
      return rateOf(tokens.textFrom(start), isOver, isUsedUp(used, limit));
    },
  };

function readBytes(tokens: TokenReader): number | undefined {
  return bytesOf(tokens.take()?.text, tokens.take()?.text);
}
