import type { View } from "../../../packet-filter/model.ts";
import type { NumberRange } from "./numbers.ts";

/** Bytes of the headers before that of TCP or UDP, as few and as many as there may be. */
interface Headers {
  readonly from: number;
  readonly through: number;
}

const headerSizes = {
  meta: { from: 20, through: 40 },
  ip: { from: 20, through: 20 },
  /** Its length does not count its own header. */
  ip6: { from: 0, through: 0 },
} as const satisfies Readonly<Record<string, Headers>>;

/** Bytes of a packet on a link of Ethernet. */
const largest = { meta: 1500, ip: 1500, ip6: 1460 } as const;

/** Bytes of a datagram, which comes in several packets if it is larger: the kernel joins these before rules see it. */
const largestDatagram = { meta: 65_575, ip: 65_535, ip6: 65_535 } as const;

/** Bytes of a message of neighbour discovery with an option or two (RFC 4861, section 4). */
const neighbourMessage = { from: 24, through: 40 } as const;

/**
 * Returns the sizes that a protocol says packets have: those that open a connection of TCP have a header
 * of 20 to 60 bytes and nothing else; datagrams of UDP have 8 bytes and whatever they carry.
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
      { from: through + neighbourMessage.from, through: through + neighbourMessage.through },
    ],
  };
}
