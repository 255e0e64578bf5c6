import { readTransport, transports } from "../transport.ts";
import type { AddOption } from "./option-use.ts";

/** Puts a protocol on a match. */
export const addProtocol: AddOption = ({ value, negated, what }, { builder }) => {
  const protocol = readTransport(value);
  if (/^0./.test(value)) {
    // An octal or hexadecimal number.
    builder.holds(undefined, what);
  } else if (protocol !== "any") {
    builder.protocols(transports.filter((each) => (each === protocol) !== negated));
  } else if (negated) {
    builder.holds(false, what);
  }
};
