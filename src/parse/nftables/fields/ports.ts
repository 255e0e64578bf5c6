import { readPorts } from "../../../net/port-set.ts";
import type { PortRange, Protocol } from "../../../net/types.ts";
import type { Operator, Value } from "../ruleset.ts";
import { type ApplyField, type Comparison, readAll } from "./comparison.ts";

/** Returns what applies comparisons of the ports at one end of a packet. */
export function ports(end: "destination" | "source", protocols: readonly Protocol[]): ApplyField {
  return (comparison, builder) => {
    const { operator, what } = comparison;
    const compared = portsOf(comparison);
    builder.protocols(protocols);
    if (compared === undefined) {
      builder.holds(undefined, what);
    } else if (end === "destination") {
      builder.destinationPorts(compared, operator === "!=", what);
    } else {
      builder.sourcePorts(compared, operator === "!=", what);
    }
  };
}

function portsOf({ values, operator }: Comparison): readonly PortRange[] | undefined {
  const ranges = readAll(values, rangeOf);
  return ranges && comparedPorts(ranges, operator);
}

function rangeOf(value: Value): PortRange | undefined {
  const [first, last] = typeof value === "string" ? [value, value] : [value.from, value.through];
  const from = portOf(first);
  const through = portOf(last);
  return from !== undefined && through !== undefined && from <= through
    ? { from, through }
    : undefined;
}

function portOf(text: string): number | undefined {
  return text.includes("-") ? undefined : readPorts(text, "-")?.from;
}

/** Returns the ports that a comparison finds, or with `!=`, those that it does not. */
function comparedPorts(ranges: readonly PortRange[], operator: Operator): readonly PortRange[] {
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
    default:
      return ranges;
  }
}
