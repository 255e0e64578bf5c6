import type { Origin } from "../net/types.ts";
import { oneLine } from "../util/excerpt.ts";
import type { Chain, Doubt } from "./model.ts";

/** Returns the doubt about packets that enter a chain recursively or exceed the jump depth. */
export function endlessJump({ name }: Chain, origin: Origin | null): Doubt {
  return {
    kind: "not-understood",
    reason: `a rule jumps to chain ${oneLine(name)}, which is entered from itself or through too many jumps`,
    origin,
  };
}
