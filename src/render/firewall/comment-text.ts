import { overlaps } from "../../net/port-range.ts";
import type { Direction, PortRange, Protocol } from "../../net/types.ts";
import { labelOf } from "../../policy/label-of.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { visible } from "../formats/escape/visible.ts";

/** Returns the comment of a rule: what its ports are for. */
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

/** Returns text on one line without control characters, cut to a number of UTF-8 bytes. */
export function commentText(text: string, maxBytes: number): string {
  const ellipsis = "…";
  let bytes = 0;
  let fitting = "";
  let cut = "";
  for (const character of visible(text).trim()) {
    bytes += bytesOf(character);
    fitting += character;
    if (bytes + bytesOf(ellipsis) <= maxBytes) {
      cut = fitting;
    }
  }
  return bytes <= maxBytes ? fitting : `${cut}${ellipsis}`;
}

/** Counts the UTF-8 bytes of a character without `TextEncoder`, which bare JavaScript engines lack. */
function bytesOf(character: string): number {
  const code = character.codePointAt(0) as number;
  return [0x80, 0x800, 0x10000].filter((bound) => code >= bound).length + 1;
}
