import { travelDirection, type View } from "../../packet-filter/model.ts";

/**
 * Returns a name for a set and the ends of the packet whose values are in it; `undefined` unless the first of
 * these is the remote address.
 */
export function setKey(name: string, flags: string, view: View): string | undefined {
  const remote = travelDirection(view) === "inbound" ? "src" : "dst";
  const ends = flags.split(",").map((flag) => (flag === remote ? "remote" : "own"));
  return ends[0] === "remote" ? `ipset ${name} ${ends.join()}` : undefined;
}
