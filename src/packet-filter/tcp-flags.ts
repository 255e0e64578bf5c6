import { isOpening, type View } from "./model.ts";

/** The TCP flags, in lower case. */
const tcpFlags: readonly string[] = ["fin", "syn", "rst", "psh", "ack", "urg", "ecn", "cwr"];

const afterHandshake = [["ack"], ["psh", "ack"], ["fin", "ack"]] as const;

/** Returns the flags of the packet that opens a connection, of reply packets, or of later ones. */
function flagsOf(view: View): readonly (readonly string[])[] {
  return isOpening(view)
    ? [["syn"]]
    : view.isReply
      ? [["syn", "ack"], ...afterHandshake]
      : afterHandshake;
}

/** Returns whether a condition holds for the flags of packets; `undefined` if only for some. */
function holdsForFlags(
  view: View,
  condition: (flags: readonly string[]) => boolean,
): boolean | undefined {
  const [holds, ...others] = flagsOf(view).map(condition);
  return others.every((other) => other === holds) ? holds : undefined;
}

/**
 * Returns whether packets match a comparison of their flags.
 *
 * @param mask - the compared flags
 * @param wanted - the flags among them that must be set; the others must not be set
 * @returns `undefined` for unknown flags, or if only some packets match
 */
export function fitsFlags(
  mask: readonly string[],
  wanted: readonly string[],
  view: View,
): boolean | undefined {
  if (![...mask, ...wanted].every((flag) => tcpFlags.includes(flag))) {
    return undefined;
  }
  return holdsForFlags(
    view,
    (flags) =>
      mask.every((flag) => wanted.includes(flag) === flags.includes(flag)) &&
      wanted.every((flag) => mask.includes(flag)),
  );
}
