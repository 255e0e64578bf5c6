import type { View } from "../../../packet-filter/model.ts";
import type { NumberRange } from "./numbers.ts";

/** The minimum and maximum size in bytes of the headers before the TCP or UDP header. */
interface Headers {
  readonly from: number;
  readonly through: number;
}

const headerSizes = {
  meta: { from: 20, through: 40 },
  ip: { from: 20, through: 20 },
  /** The length field of IPv6 excludes its own header. */
  ip6: { from: 0, through: 0 },
} as const satisfies Readonly<Record<string, Headers>>;

/** The maximum size in bytes of a packet on Ethernet. */
const largest = { meta: 1500, ip: 1500, ip6: 1460 } as const;

/**
 * The maximum size in bytes of a datagram. Larger datagrams arrive as fragments, which the kernel reassembles before
 * rules see them.
 */
const largestDatagram = { meta: 65_575, ip: 65_535, ip6: 65_535 } as const;

/** The size in bytes of a neighbor discovery message with one or two options (RFC 4861, section 4). */
const neighborMessage = { from: 24, through: 40 } as const;

/**
 * Returns the sizes that a header field may report. A packet that opens a TCP connection has a header of 20 to 60
 * bytes and no payload; a UDP datagram has 8 bytes and any payload.
 */
export function sizes(protocol: keyof typeof headerSizes) {
  const { from, through } = headerSizes[protocol];
  const any = largest[protocol];
  return {
    tcp: ({ isReply }: View): readonly NumberRange[] => [
      { from: from + 20, through: isReply ? any : through + 60 },
    ],
    udp: (): readonly NumberRange[] => [{ from: from + 8, through: largestDatagram[protocol] }],
    icmpv6: (): readonly NumberRange[] => [
      { from: through + neighborMessage.from, through: through + neighborMessage.through },
    ],
  };
}
