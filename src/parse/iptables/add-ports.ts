import { readPorts } from "../../net/port-set.ts";
import { registeredPort } from "../../net/service-port.ts";
import type { PortRange, Protocol } from "../../net/types.ts";
import type { AddOption } from "./option-use.ts";

/**
 * Returns a function that adds the ports at one or either end of a packet to a match: a list of ports and ranges, by
 * number or name. iptables accepts them only after a protocol.
 */
export function addPorts(end: "source" | "destination" | "either"): AddOption {
  return ({ value, negated, what }, { builder }) => {
    const protocol = builder.onlyProtocol;
    const ranges = value.split(",").map((text) => readPort(text, protocol));
    if (ranges.includes(undefined) || !builder.isOfOneProtocol) {
      builder.holds(undefined, what);
    } else {
      const all = ranges as readonly PortRange[];
      const add = {
        source: "sourcePorts",
        destination: "destinationPorts",
        either: "eitherPorts",
      } as const;
      builder[add[end]](all, negated, what);
    }
  };
}

/** Reads a port or a range; the tools look up names for the rule's protocol. */
function readPort(text: string, protocol: Protocol | undefined): PortRange | undefined {
  const numbers = text.split(":").map((end) => {
    if (!/^[a-z]/i.test(end)) {
      return decimal(end);
    }
    return (protocol && registeredPort(end, protocol)) ?? end;
  });
  return readPorts(numbers.join(":"), ":");
}

/** Returns a number in decimal; it may be octal or hexadecimal. */
function decimal(text: string): string {
  return /^0x[\da-f]{1,4}$/i.test(text)
    ? `${Number(text)}`
    : /^0[0-7]{1,6}$/.test(text)
      ? `${Number.parseInt(text, 8)}`
      : text;
}
