import { isOpening, type View } from "../../../packet-filter/model.ts";
import type { ApplyField } from "./comparison.ts";
import { numberField } from "./number-field.ts";
import { numberOrWord, points } from "./numbers.ts";

const read = numberOrWord(
  new Map([
    ["missing", 0],
    ["exists", 1],
  ]),
);

/** Applies a comparison of whether a packet of IPv6 has an extension header. */
export const extensionHeader: ApplyField = numberField({
  possible: () => points(0),
  family: "ipv6",
  read,
});

/** Applies a comparison of whether a packet of IPv4 has an option. */
export const ipOption: ApplyField = numberField({
  possible: () => points(0),
  family: "ipv4",
  read,
});

/** Returns what applies comparisons of whether a packet has an option of TCP. */
export function tcpOption(isAlwaysThere: boolean): ApplyField {
  return numberField({
    possible: {
      tcp: (view: View) => (isAlwaysThere && isOpening(view) ? points(1) : points(0, 1)),
      udp: () => points(0),
      icmpv6: () => points(0),
    },
    read,
  });
}

/**
 * Applies a comparison of the largest segment, which every system of today says in the packet that opens a
 * connection: 536 bytes are what IPv4 asks of all (RFC 9293, section 3.7.1). Other packets do not say it.
 */
export const segmentSize: ApplyField = (comparison, builder) => {
  const mayFit = numberField({ possible: { tcp: () => [{ from: 536, through: 65535 }] } });
  mayFit(comparison, builder);
  const { view, what } = comparison;
  builder.holds(view.isReply ? undefined : isOpening(view), what);
};
