import type { ReleaseNumber, ServiceId } from "../dataset/literals.generated.ts";
import type { PortEntry, PortSpan } from "../dataset/types.ts";
import { getPortHistory } from "../query/get-port-history.ts";
import { internalPorts } from "../query/internal-ports.ts";
import type { Comparison } from "./comparison.ts";
import type { Difference } from "./differences.ts";
import { documentedEntry } from "./documented-entry.ts";

/** Returns the purpose of ports; `undefined` if undocumented. */
export function labelOfDifference(difference: Difference): string | undefined {
  const labels = [...new Set(difference.rules.map(({ label }) => label))];
  const { from, through, protocol } = difference;
  return labels.length > 0
    ? labels.join(", ")
    : (knownEntry(difference)?.documented.service ??
        (from === through
          ? internalPorts.find((each) => each.port === from && each.protocols.includes(protocol))
              ?.name
          : undefined));
}

/** Returns the services that use the ports. */
export function servicesOfDifference(difference: Difference): readonly ServiceId[] {
  const services = new Set(difference.rules.flatMap((rule) => rule.services));
  return services.size > 0 ? [...services] : (knownEntry(difference)?.services ?? []);
}

/** Returns the entry of a port; if the release does not document it, the entry of the last release that does. */
function knownEntry(difference: Difference): PortEntry | undefined {
  return difference.entry ?? historyOf(difference).at(-1)?.entry;
}

/** Returns the spans of releases that document a port for the direction and the protocol; none for a range. */
function historyOf(difference: Difference): readonly PortSpan[] {
  const { from, through } = difference;
  return from === through
    ? getPortHistory(from).filter(({ entry }) => documentedEntry(entry, difference))
    : [];
}

/** Returns the first release that documents a port without a gap since; `null` for a range or an undocumented port. */
export function sinceWhen(
  difference: Difference,
  { expected: { release } }: Comparison,
): ReleaseNumber | null {
  if (release === null || difference.entry === undefined) {
    return null;
  }
  const spans = historyOf(difference).filter((span) => span.from <= release);
  return spans.findLast(
    // Releases are even numbers.
    (span, index) => (spans[index - 1]?.through ?? 0) + 2 < span.from,
  )?.from as ReleaseNumber;
}
