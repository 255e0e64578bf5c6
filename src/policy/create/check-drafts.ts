import { ContradictoryOptionsError, InvalidOptionError } from "../../errors.ts";
import { covers, overlaps } from "../../net/port-range.ts";
import type { Draft } from "./draft.ts";
import type { Selection } from "./select-entries.ts";

/**
 * Checks that rules open no loopback port, and no port for two services or with different sources.
 *
 * @throws {@link InvalidOptionError} if a rule opens a loopback port
 * @throws {@link ContradictoryOptionsError} if two rules open the same port
 */
export function checkDrafts(drafts: readonly Draft[], selection: Selection): void {
  const moved = drafts.filter(isMoved);
  if (moved.length > 0) {
    checkLoopback(moved, selection);
    checkOverlaps(drafts);
  }
}

/** Returns whether a rule opens other ports than documented: documented ports overlap with none, and are no loopback ports. */
function isMoved({ entry, ports }: Draft): boolean {
  return entry?.port !== ports.from;
}

function checkLoopback(drafts: readonly Draft[], { all }: Selection): void {
  const loopback = all.filter((entry) => entry.scope === "loopback");
  for (const { origin, ports } of drafts) {
    const opened = loopback.find((entry) => covers(ports, entry.port));
    if (opened) {
      const never = loopback.map((entry) => entry.port).join(", ");
      throw new InvalidOptionError(
        `${origin} opens port ${opened.port} (${opened.documented.service}), which only the server itself may reach`,
        { field: origin, input: opened.port, expected: `ports without ${never}` },
      );
    }
  }
}

function checkOverlaps(drafts: readonly Draft[]): void {
  for (const [index, a] of drafts.entries()) {
    for (const b of drafts.slice(index + 1)) {
      if (
        a.direction === b.direction &&
        a.protocol === b.protocol &&
        overlaps(a.ports, b.ports) &&
        ((a.entry && b.entry) || String(a.sources) !== String(b.sources))
      ) {
        const port = Math.max(a.ports.from, b.ports.from);
        const why = a.entry && b.entry ? "two services" : "different sources";
        throw new ContradictoryOptionsError(
          `${a.origin} and ${b.origin} both open ${a.protocol} port ${port}, for ${why}; use separate ports`,
          [a.origin, b.origin],
          port,
        );
      }
    }
  }
}
