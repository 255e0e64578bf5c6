import type { Value } from "../ruleset.ts";

/** Returns both ends of a value or a range; `undefined` for flags. */
export function endsOf(value: Value): readonly [from: string, through: string] | undefined {
  if (typeof value === "string") {
    return [value, value];
  }
  return "from" in value ? [value.from, value.through] : undefined;
}

/** Returns a value as nft writes it. */
export function valueText(value: Value): string {
  if (typeof value === "string") {
    return value;
  }
  return "from" in value ? `${value.from}-${value.through}` : value.flags.join("|");
}
