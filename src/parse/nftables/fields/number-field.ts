import type { Family } from "../../../net/types.ts";
import type { PacketProtocol } from "../../../packet-filter/match-builder.ts";
import type { View } from "../../../packet-filter/model.ts";
import { transports } from "../../transport.ts";
import type { ApplyField } from "./comparison.ts";
import { holdsForNumbers, type NumberRange, numberOrWord, type ReadNumber } from "./numbers.ts";

/** Returns the possible values of a field in the packets of a view. */
type Possible = (view: View) => readonly NumberRange[];

/** A numeric field. */
interface NumberField {
  /** The possible values for each protocol; an omitted protocol lacks the field. */
  readonly possible: Possible | Readonly<Partial<Record<PacketProtocol, Possible>>>;
  /** The only family with the field; both if omitted. */
  readonly family?: Family | undefined;
  readonly read?: ReadNumber | undefined;
  /** Whether it is known only after the connection of a packet is looked up. */
  readonly isOfConnection?: boolean | undefined;
}

/** Returns a function that applies comparisons of a numeric field. */
export function numberField(field: NumberField): ApplyField {
  const { possible, family, read = numberOrWord(), isOfConnection = false } = field;
  return (comparison, builder) => {
    const { view, isEarly, what } = comparison;
    const protocols: readonly PacketProtocol[] = view.neighbor
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
