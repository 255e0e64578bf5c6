import { isOpening, travelDirection, type View } from "../../../packet-filter/model.ts";
import type { ApplyField } from "./comparison.ts";
import { numberField } from "./number-field.ts";
import { holdsForNumbers, type NumberRange, numberOrWord, points } from "./numbers.ts";

const stateBits = { invalid: 1, established: 2, related: 4, new: 8, untracked: 64 } as const;

const readState = numberOrWord(new Map(Object.entries(stateBits)));

const trackedState: ApplyField = numberField({
  possible: (view) => points(stateOf(view)),
  read: readState,
  isOfConnection: true,
});

/** Applies a comparison of the connection state; as flags, a packet has exactly one. */
export const state: ApplyField = (comparison, builder) => {
  const { view, isEarly, uses, what } = comparison;
  const answers = new Map(
    Object.values(stateBits).map((bit) => [
      bit,
      holdsForNumbers(comparison, readState, points(bit)),
    ]),
  );
  if (!uses.untracks || isEarly || view.neighbor) {
    trackedState(comparison, builder);
  } else if ([...answers.values()].includes(undefined)) {
    builder.holds(undefined, what, "state");
  } else {
    const tracked = stateOf(view);
    builder.state(({ isUntracked, isUnseen, isUnanswered }, protocol) => {
      // If conntrack did not see a packet, it takes the reply for the first one: a SYN-ACK opens no
      // connection, but a later packet does.
      const unseen = protocol === "tcp" && view.isReply ? stateBits.invalid : stateBits.new;
      const seen = isUnanswered ? stateBits.invalid : tracked;
      return answers.get(isUntracked ? stateBits.untracked : isUnseen ? unseen : seen) === true;
    });
  }
};

function stateOf(view: View): (typeof stateBits)[keyof typeof stateBits] {
  // Conntrack does not track neighbor discovery.
  return view.neighbor
    ? stateBits.untracked
    : isOpening(view)
      ? stateBits.new
      : stateBits.established;
}

const statusBits = {
  expected: 1,
  "seen-reply": 2,
  assured: 4,
  confirmed: 8,
  snat: 16,
  dnat: 32,
  dying: 512,
} as const;

/**
 * The status bits that record a lookup of translations, which happens in most hooks (IPS_SRC_NAT_DONE,
 * IPS_DST_NAT_DONE).
 */
const lookedFor = [128, 256] as const;

const readStatus = numberOrWord(new Map(Object.entries(statusBits)));

function statusOf(view: View, isTranslated: boolean): readonly NumberRange[] {
  const known = isOpening(view) ? 0 : statusBits["seen-reply"] | statusBits.confirmed;
  return withAnyOf(known | (isTranslated ? statusBits.dnat : 0), [
    ...lookedFor,
    ...(isOpening(view) ? [] : [statusBits.assured]),
    ...(view.direction === "outbound" ? [statusBits.snat] : []),
  ]);
}

const untranslatedStatus: ApplyField = numberField({
  possible: (view) => statusOf(view, false),
  read: readStatus,
  isOfConnection: true,
});

/** Applies a comparison of the status of the connection. */
export const status: ApplyField = (comparison, builder) => {
  const { view, isEarly, uses, what } = comparison;
  const [translated, others] = [true, false].map((each) =>
    holdsForNumbers(comparison, readStatus, statusOf(view, each)),
  );
  if (!uses.translates || isEarly || translated === others) {
    untranslatedStatus(comparison, builder);
  } else if (translated === undefined || others === undefined) {
    builder.holds(undefined, what, "state");
  } else {
    builder.state(
      ({ isTranslated, isUntracked }) => !isUntracked && (isTranslated ? translated : others),
    );
  }
};

/** Returns a number combined with every subset of the given bits. */
function withAnyOf(known: number, bits: readonly number[]): readonly NumberRange[] {
  const numbers = [known];
  for (const bit of bits) {
    numbers.push(...numbers.map((number) => number | bit));
  }
  return points(...numbers);
}

/** Applies a comparison of the direction of the packet within its connection. */
export const direction: ApplyField = numberField({
  possible: ({ isReply }) => points(isReply ? 1 : 0),
  read: numberOrWord(
    new Map([
      ["original", 0],
      ["reply", 1],
    ]),
  ),
  isOfConnection: true,
});

/** Applies a comparison of the conntrack zone; rules that assign another zone are not followed. */
export const zone: ApplyField = numberField({ possible: () => points(0), isOfConnection: true });

/** The maximum size in bytes of a TCP handshake packet, and of a datagram. */
const largest = { tcp: 1500, udp: 65_575 } as const;

/** The number of packets when the first, or the third, packet of a handshake arrives. */
const seen = {
  first: { original: 1, reply: 0, both: 1 },
  third: { original: 2, reply: 1, both: 3 },
} as const;

/** Returns a function that applies comparisons of a connection's counters, in one direction or both. */
export function countedOf(
  what: "avgpkt" | "bytes" | "packets",
  direction: "both" | "original" | "reply",
): ApplyField {
  const countOf =
    (bytes: number) =>
    (view: View): readonly NumberRange[] => {
      const packets = seen[isOpening(view) ? "first" : "third"][direction];
      const most =
        (what === "packets" ? 1 : bytes) * (what === "avgpkt" ? Math.min(packets, 1) : packets);
      // The first packet may be counted after it passes.
      const least = isOpening(view) ? 0 : 1;
      return [{ from: Math.min(least, most), through: view.isReply ? Infinity : most }];
    };
  return numberField({
    possible: { tcp: countOf(largest.tcp), udp: countOf(largest.udp) },
    isOfConnection: true,
  });
}

/**
 * Returns a function that applies a comparison only to connections: conntrack does not track neighbor discovery, and
 * looks up other packets later than some chains see them.
 */
export function ofConnections(apply: ApplyField): ApplyField {
  return (comparison, builder) => {
    if (comparison.view.neighbor) {
      builder.holds(false, comparison.what);
    } else if (comparison.isEarly) {
      builder.holds(undefined, comparison.what);
    } else {
      apply(comparison, builder);
    }
  };
}

/** Applies a comparison that only related connections fulfil. */
export const ofRelated: ApplyField = (comparison, builder) => {
  builder.holds(false, comparison.what);
};

/** Applies a comparison of the sending socket; an inbound packet that opens a connection has none. */
export const ofSocket: ApplyField = ({ view, what }, builder) => {
  builder.holds(hasNoSocket(view) ? false : undefined, what);
};

function hasNoSocket(view: View): boolean {
  return isOpening(view) && travelDirection(view) === "inbound";
}
