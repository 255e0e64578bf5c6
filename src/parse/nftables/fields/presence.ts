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

/** Applies a test for an IPv6 extension header. */
export const extensionHeader: ApplyField = numberField({
  possible: () => points(0),
  family: "ipv6",
  read,
});

/** Applies a test for an IPv4 option. */
export const ipOption: ApplyField = numberField({
  possible: () => points(0),
  family: "ipv4",
  read,
});

/** Returns a function that applies tests for a TCP option. */
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
 * Applies a comparison of the maximum segment size, which current systems announce in the packet that opens a
 * connection. IPv4 requires at least 536 bytes (RFC 9293, section 3.7.1). Later packets do not announce it.
 */
export const segmentSize: ApplyField = (comparison, builder) => {
  const mayFit = numberField({ possible: { tcp: () => [{ from: 536, through: 65535 }] } });
  mayFit(comparison, builder);
  const { view, what } = comparison;
  builder.holds(view.isReply ? undefined : isOpening(view), what);
};
