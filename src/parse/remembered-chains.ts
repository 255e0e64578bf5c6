import type { Direction } from "../dataset/types.ts";
import type { Rule } from "./packet-filter.ts";

/** Gives the rules of chains, each made once for a direction, when it is asked for. */
export function rememberedChains(
  make: (direction: Direction, key: string) => readonly Rule[] | undefined,
): (direction: Direction, key: string) => readonly Rule[] | undefined {
  const made = new Map<string, readonly Rule[] | undefined>();
  return (direction, key) => {
    const id = `${direction} ${key}`;
    if (!made.has(id)) {
      made.set(id, make(direction, key));
    }
    return made.get(id);
  };
}
