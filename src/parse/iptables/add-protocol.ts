import { readTransport, transports } from "../transport.ts";
import type { OptionUse } from "./option-use.ts";

/** Puts a protocol on a match. */
export function addProtocol({ value, negated, what, builder }: OptionUse): void {
  const protocol = readTransport(value);
  if (/^0./.test(value)) {
    // An octal or hexadecimal number.
    builder.holds(undefined, what);
  } else if (protocol !== "any") {
    builder.protocols(transports.filter((each) => (each === protocol) !== negated));
  } else if (negated) {
    builder.holds(false, what);
  }
}
