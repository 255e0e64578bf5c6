import { readPorts } from "../../../net/port-set.ts";
import { registeredPort } from "../../../net/service-port.ts";
import type { PortRange, Protocol } from "../../../net/types.ts";
import type { Operator, Value } from "../ruleset.ts";
import { type ApplyField, type Comparison, type EndOf, readAll } from "./comparison.ts";
import { endsOf } from "./values.ts";

/** Returns a function that applies comparisons of the ports at one end of a packet. */
export function ports(endOf: EndOf, protocols: readonly Protocol[]): ApplyField {
  return (comparison, builder) => {
    const { operator, what } = comparison;
    const compared = portsOf(comparison);
    builder.protocols(protocols);
    if (compared === undefined) {
      builder.holds(undefined, what);
    } else if (endOf(comparison.view) === "destination") {
      builder.destinationPorts(compared, operator === "!=", what);
    } else {
      builder.sourcePorts(compared, operator === "!=", what);
    }
  };
}

function portsOf({ values, operator, mask }: Comparison): readonly PortRange[] | undefined {
  const ranges = mask === undefined ? readAll(values, rangeOf) : undefined;
  return ranges && comparedPorts(ranges, operator);
}

function rangeOf(value: Value): PortRange | undefined {
  const [from, through] = (endsOf(value) ?? []).map(portOf);
  return from !== undefined && through !== undefined && from <= through
    ? { from, through }
    : undefined;
}

/** Reads the number or the name of a port; nft prefers a TCP name, and falls back to UDP. */
export function portOf(text: string): number | undefined {
  if (/^0x[\da-f]{1,4}$/i.test(text)) {
    return Number(text);
  }
  return /^\d+$/.test(text) ? readPorts(text, "-")?.from : registeredPort(text, "tcp");
}

/** Returns the ports that fulfil a comparison; for `!=`, the ports that do not. */
function comparedPorts(
  ranges: readonly PortRange[],
  operator: Operator,
): readonly PortRange[] | undefined {
  const [{ from } = { from: 0 }] = ranges;
  switch (operator) {
    case "<":
      return [{ from: 0, through: from - 1 }];
    case "<=":
      return [{ from: 0, through: from }];
    case ">":
      return [{ from: from + 1, through: 65535 }];
    case ">=":
      return [{ from, through: 65535 }];
    case "==":
    case "!=":
      return ranges;
    default:
      return undefined;
  }
}
