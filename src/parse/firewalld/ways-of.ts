import type { Direction, PortRange, Protocol } from "../../net/types.ts";
import type { MatchBuilder } from "../../packet-filter/match-builder.ts";
import { excerpt } from "../../util/excerpt.ts";
import { groupBy } from "../../util/group-by.ts";
import { readTransport, transports } from "../transport.ts";
import { applyAddress } from "./apply-address.ts";
import type { Part } from "./ruleset.ts";

/** Adds the conditions of one way in which a rule can match. */
export type Way = (builder: MatchBuilder, direction: Direction) => void;

/** The ways to match any connection. */
export const anyway: readonly Way[] = [() => {}];

/** TCP or UDP ports without further conditions. */
interface PlainPorts {
  readonly protocol: Protocol;
  readonly ports: PortRange;
}

/** Returns the ways in which a rule for the given parts can match: one for all plain ports of a protocol. */
export function waysOf(parts: readonly Part[]): readonly Way[] {
  const plain = groupBy(parts.flatMap(plainPorts), ({ protocol }) => protocol);
  const others = parts.filter((part) => plainPorts(part).length === 0);
  return [
    ...distinct(others).flatMap(waysOfPart),
    ...[...plain].map(([protocol, ranges]): Way => {
      const ports = ranges.map((each) => each.ports);
      return (builder) => {
        builder.protocols([protocol]);
        builder.destinationPorts(ports, false);
      };
    }),
  ];
}

function plainPorts(part: Part): readonly PlainPorts[] {
  if (part.kind !== "port" || part.ports === undefined || part.destinations || part.isInDoubt) {
    return [];
  }
  const { ports } = part;
  return transports
    .filter((each) => each === part.protocol)
    .map((protocol) => ({ protocol, ports }));
}

function distinct(parts: readonly Part[]): readonly Part[] {
  return [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
}

function waysOfPart(part: Part): readonly Way[] {
  const base: Way = (builder) => {
    if (part.isInDoubt) {
      builder.holds(undefined, "which service an unnamed file defines");
    }
    applyPart(builder, part);
  };
  return (
    part.destinations?.map(
      (address): Way =>
        (builder, direction) => {
          base(builder, direction);
          applyAddress(builder, {
            end: "destination",
            address,
            isInverted: false,
            what: `the destination ${excerpt(address)}`,
          });
        },
    ) ?? [base]
  );
}

function applyPart(builder: MatchBuilder, part: Part): void {
  switch (part.kind) {
    case "unknown":
      builder.holds(undefined, part.what);
      break;
    case "protocol": {
      const protocol = readTransport(part.name);
      builder.protocols([
        ...transports.filter((each) => each === protocol),
        ...(/^(?:ipv6-icmp|icmpv6|58)$/i.test(part.name) ? (["icmpv6"] as const) : []),
      ]);
      break;
    }
    case "port":
    case "source-port":
      builder.protocols(transports.filter((each) => each === part.protocol));
      applyPorts(builder, part.kind, part.ports, excerpt(part.text));
  }
}

function applyPorts(
  builder: MatchBuilder,
  kind: "port" | "source-port",
  ports: PortRange | undefined,
  text: string,
): void {
  if (ports === undefined) {
    // A service name from /etc/services, or an invalid port.
    builder.holds(undefined, `the port ${text}`);
  } else if (kind === "port") {
    builder.destinationPorts([ports], false);
  } else {
    builder.sourcePorts([ports], false, `the source port ${text}`);
  }
}
