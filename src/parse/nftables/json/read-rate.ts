import { bytesOf, isUsedUp, namedRate, type Rate, type RateKind, rateOf } from "../rates.ts";
import { asObject, asText } from "./json.ts";

/** Reads a rate limit, connection limit or quota: an object, or the name of a limit of the table. */
export function readRate(kind: RateKind, value: unknown): Rate {
  const text = kind === "count" ? "ct count" : kind;
  if (typeof value === "string") {
    return namedRate(text, kind, value);
  }
  const { inv, val, val_unit = "bytes", bytes, used = 0, used_unit = "bytes" } = asObject(value);
  const isOver = inv === true;
  switch (kind) {
    case "limit":
      return rateOf(text, isOver, false);
    case "count":
      return rateOf(text, isOver, asText(val) === "0");
    case "quota":
      return rateOf(
        text,
        isOver,
        isUsedUp(bytesOf(used, used_unit), bytesOf(val ?? bytes, val_unit)),
      );
  }
}
