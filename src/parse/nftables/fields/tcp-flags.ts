import { fitsFlags, holdsForFlags } from "../../../packet-filter/tcp-flags.ts";
import { type ApplyField, type Comparison, readAll } from "./comparison.ts";
import { type Words, wordIn } from "./words.ts";

const flags: Words = new Map([
  ["fin", 1],
  ["syn", 2],
  ["rst", 4],
  ["psh", 8],
  ["ack", 16],
  ["urg", 32],
  ["ecn", 64],
  ["cwr", 128],
]);

/** Applies a comparison of the flags of TCP. */
export const tcpFlags: ApplyField = (comparison, builder) => {
  builder.protocols(["tcp"]);
  builder.holds(hasFlags(comparison), comparison.what);
};

function hasFlags({ operator, values, isSet, mask, view }: Comparison): boolean | undefined {
  const wanted = readAll(values, wordIn(flags));
  const seen = readAll(mask ?? [...flags.keys()], wordIn(flags));
  if (wanted === undefined || seen === undefined || isSet) {
    return undefined;
  }
  if (operator === "in" && mask === undefined) {
    return holdsForFlags(view.isReply, (set) => wanted.some((flag) => set.includes(flag)));
  }
  const fits = fitsFlags(seen, wanted, view.isReply);
  switch (operator) {
    case "in":
    case "==":
      return fits;
    case "!=":
      return fits === undefined ? undefined : !fits;
    default:
      return undefined;
  }
}
