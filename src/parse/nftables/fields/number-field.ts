import type { Family } from "../../../net/types.ts";
import type { PacketProtocol } from "../../../packet-filter/match-builder.ts";
import type { View } from "../../../packet-filter/model.ts";
import { transports } from "../../transport.ts";
import type { ApplyField } from "./comparison.ts";
import { holdsForNumbers, type NumberRange, numberOrWord, type ReadNumber } from "./numbers.ts";

/** What numbers a field has in the packets of a view. */
type Possible = (view: View) => readonly NumberRange[];

/** A field whose value is a number. */
interface NumberField {
  /** The numbers that packets of each protocol may have; a protocol that is left out lacks the field. */
  readonly possible: Possible | Readonly<Partial<Record<PacketProtocol, Possible>>>;
  /** The only family whose packets have it; both if left out. */
  readonly family?: Family | undefined;
  readonly read?: ReadNumber | undefined;
  /** Whether it is known only once the connection of a packet is looked up. */
  readonly isOfConnection?: boolean | undefined;
}

/** Returns what applies comparisons of a field whose value is a number. */
export function numberField(field: NumberField): ApplyField {
  const { possible, family, read = numberOrWord(), isOfConnection = false } = field;
  return (comparison, builder) => {
    const { view, isEarly, what } = comparison;
    const protocols: readonly PacketProtocol[] = view.neighbour
      ? ["icmpv6"]
      : transports.filter((protocol) => builder.isOf(protocol));
    const answers = protocols.map((protocol) => {
      const numbers = typeof possible === "function" ? possible : possible[protocol];
      const isInDoubt = isOfConnection && isEarly;
      const answer = isInDoubt
        ? undefined
        : holdsForNumbers(comparison, read, numbers?.(view) ?? []);
      return { protocol, answer };
    });
    const matching = answers.filter(({ answer }) => answer !== false);
    if (family) {
      builder.family(family);
    }
    if (matching.length < answers.length) {
      builder.protocols(matching.map(({ protocol }) => protocol));
    }
    builder.holds(matching.every(({ answer }) => answer) || undefined, what);
  };
}
