import { overlaps } from "../../net/port-range.ts";
import type { Direction, PortRange, Protocol } from "../../net/types.ts";
import { labelOf } from "../../policy/label-of.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { visible } from "../formats/escape/visible.ts";

/** Says in a comment of a rule what its ports are for. */
export function portComment(
  policy: PolicyOrExposure,
  direction: Direction,
  protocol: Protocol,
  ports: PortRange,
): string {
  const labels = policy.rules
    .filter(
      (rule) =>
        rule.direction === direction && rule.protocol === protocol && overlaps(rule.ports, ports),
    )
    .map(labelOf);
  return [...new Set(labels)].join(", ");
}

/** Returns text on one line without control characters, of at most so many bytes in UTF-8. */
export function commentText(text: string, maxBytes: number): string {
  const line = visible(text).trim();
  const bytes = new TextEncoder().encode(line);
  if (bytes.length <= maxBytes) {
    return line;
  }
  const ellipsis = "…";
  const room = maxBytes - new TextEncoder().encode(ellipsis).length;
  // A character that is cut decodes as U+FFFD.
  return `${new TextDecoder().decode(bytes.subarray(0, room)).replace(/\ufffd+$/, "")}${ellipsis}`;
}
