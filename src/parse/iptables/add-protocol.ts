import { packetProtocols } from "../../packet-filter/match-builder.ts";
import { readTransport } from "../transport.ts";
import type { AddOption } from "./option-use.ts";

/** The names and the number of ICMPv6. */
const icmpv6: readonly string[] = ["ipv6-icmp", "icmpv6", "58"];

/** Adds a protocol to a match. */
export const addProtocol: AddOption = ({ value, negated, what }, { builder }) => {
  const protocol = icmpv6.includes(value.toLowerCase()) ? "icmpv6" : readTransport(value);
  if (/^0./.test(value)) {
    // An octal or hexadecimal number.
    builder.holds(undefined, what);
  } else if (protocol !== "any") {
    builder.protocols(packetProtocols.filter((each) => (each === protocol) !== negated));
  } else if (negated) {
    builder.holds(false, what);
  }
};
