import { type InterfacePattern, readInterface } from "../../../packet-filter/interface-pattern.ts";
import { travelDirection } from "../../../packet-filter/model.ts";
import type { Value } from "../ruleset.ts";
import { type ApplyField, equalityOf } from "./comparison.ts";

/** The number of the loopback interface, which `nft -n` prints instead of the name. */
const loopback = "1";

/** Returns a function that applies comparisons of a network interface. */
export function interfaces(end: "input" | "output"): ApplyField {
  return (comparison, builder) => {
    const compared = equalityOf(comparison, readName);
    if (compared) {
      builder.interfaces(end, compared.values, compared.negated, comparison.what);
    } else {
      builder.holds(undefined, comparison.what);
    }
  };
}

/** Reads the name of an interface; returns `undefined` for `*` and for any number except the loopback interface. */
function readName(value: Value): InterfacePattern | undefined {
  return value === loopback
    ? readInterface("lo", "*")
    : typeof value === "string" && !/^(?:\d+|\*)$/.test(value)
      ? readInterface(value, "*")
      : undefined;
}

/**
 * Returns a function that applies comparisons of an interface's type: connections with other machines never use
 * loopback, and a packet without an interface at that end matches nothing.
 */
export function interfaceType(end: "input" | "output"): ApplyField {
  return (comparison, builder) => {
    const compared = equalityOf(comparison, (value) =>
      value === "loopback" || value === "772" ? value : undefined,
    );
    const isHere = (travelDirection(comparison.view) === "inbound") === (end === "input");
    builder.holds(isHere ? compared?.negated : false, comparison.what);
  };
}
