import { isOpening, type View } from "../../../packet-filter/model.ts";
import { numberField } from "./number-field.ts";
import { type NumberRange, numberOrWord, points } from "./numbers.ts";

const bits = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 } as const;

const { syn, ack, psh, fin } = bits;

/** Returns the TCP flags of a view's packets: of the opening packet, replies or later packets. */
export function flagsOfView(view: View): readonly NumberRange[] {
  return isOpening(view)
    ? points(syn)
    : points(...(view.isReply ? [syn | ack] : []), ack, psh | ack, fin | ack);
}

/** Reads TCP flags. */
const readFlags = numberOrWord(new Map(Object.entries(bits)));

/** Applies a comparison of TCP flags. */
export const tcpFlags = numberField({ possible: { tcp: flagsOfView }, read: readFlags });
