import { covers } from "../net/port-range.ts";
import type { RemoteAddresses } from "../net/remote-addresses.ts";
import { yieldsToTwin } from "../policy/yields-to-twin.ts";
import type { Comparison } from "./comparison.ts";
import type { Difference } from "./differences.ts";

/** Returns the TLS twin of a port that allows plain text, if the twin is expected to be open and suffices. */
export function twinOf(
  { entry, protocol }: Difference,
  { expected }: Comparison,
): number | undefined {
  if (!entry?.documented[protocol] || !yieldsToTwin(entry)) {
    return undefined;
  }
  return expected.rules
    .filter((rule) => rule.direction === "inbound" && rule.protocol === protocol)
    .flatMap(({ ports }) => (entry.twin && covers(ports, entry.twin) ? [entry.twin] : []))[0];
}

/** An expected TLS twin, and the addresses to which it is open. */
interface OpenTwin {
  readonly port: number;
  readonly open: RemoteAddresses;
}

/** Returns the TLS twin of a port as {@link twinOf} does, if it is open to anybody. */
export function openTwinOf(difference: Difference, comparison: Comparison): OpenTwin | undefined {
  const port = twinOf(difference, comparison);
  if (port === undefined) {
    return undefined;
  }
  const interval = comparison.accessOf(difference).open.find((each) => covers(each, port));
  return interval && { port, open: interval.value };
}
