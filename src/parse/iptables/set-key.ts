import { travelDirection, type View } from "../../packet-filter/model.ts";

/**
 * Returns a key for a set and the packet ends looked up in it; `undefined` unless the first end is the remote
 * address.
 */
export function setKey(name: string, flags: string, view: View): string | undefined {
  const remote = travelDirection(view) === "inbound" ? "src" : "dst";
  const ends = flags.split(",").map((flag) => (flag === remote ? "remote" : "own"));
  return ends[0] === "remote" ? `ipset ${name} ${ends.join()}` : undefined;
}
