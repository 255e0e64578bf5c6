import { portSet } from "../net/port-set.ts";
import type { Direction, PortRange, Protocol } from "../net/types.ts";
import type { DatedAcceptance } from "./date-acceptances.ts";
import type { FindingRuleId } from "./finding-rules.ts";

/** Ports that break a rule. */
interface RuledPorts extends PortRange {
  readonly rule: FindingRuleId;
  readonly direction: Direction;
  readonly protocol: Protocol;
}

/** A part of these ports. */
interface AcceptedPart extends PortRange {
  /** The acceptance that covers it; `null` for none. */
  readonly acceptance: DatedAcceptance | null;
}

/** Splits ports by the first acceptance that covers them. */
export function acceptedParts(
  { rule, direction, protocol, from, through }: RuledPorts,
  acceptances: readonly DatedAcceptance[],
): readonly AcceptedPart[] {
  let parts: readonly AcceptedPart[] = [{ from, through, acceptance: null }];
  for (const acceptance of acceptances.filter((each) => each.rule === rule)) {
    const ranges = acceptance.ports
      ?.filter((each) => each.direction === direction && each.protocol === protocol)
      .map(({ ports }) => ports);
    const set = ranges ? portSet(ranges) : [{ from, through }];
    parts = parts.flatMap((part) => (part.acceptance ? [part] : split(part, set, acceptance)));
  }
  return parts;
}

function split(
  { from, through }: PortRange,
  set: readonly PortRange[],
  acceptance: DatedAcceptance,
): readonly AcceptedPart[] {
  const parts: AcceptedPart[] = [];
  let next = from;
  for (const range of set.filter((each) => each.from <= through && each.through >= from)) {
    if (range.from > next) {
      parts.push({ from: next, through: range.from - 1, acceptance: null });
    }
    const end = Math.min(range.through, through);
    parts.push({ from: Math.max(range.from, next), through: end, acceptance });
    next = end + 1;
  }
  return next <= through ? [...parts, { from: next, through, acceptance: null }] : parts;
}
