import type { Family } from "../../../net/types.ts";
import type { MatchBuilder } from "../../../packet-filter/match-builder.ts";
import { excerpt } from "../../../util/excerpt.ts";
import { remembered } from "../../../util/remembered.ts";
import type { Item, Key, Test, Value } from "../ruleset.ts";
import type { Comparison } from "./comparison.ts";
import { fieldOf } from "./fields.ts";
import { otherKey } from "./other-field.ts";
import { valueText } from "./values.ts";

/** The maximum number of values that a reason names. */
const named = 10;

/**
 * Applies a comparison to the match of a rule; an unsupported comparison leaves the match in doubt.
 *
 * @param items - the elements it compares with; `undefined` for an unsupported set
 */
export function applyTest(
  test: Test,
  items: readonly Item[] | undefined,
  { view, isEarly, uses, isDropped }: Pick<Comparison, "isDropped" | "isEarly" | "uses" | "view">,
  family: Family | undefined,
  builder: MatchBuilder,
): void {
  const { key, operator, values, mask } = test;
  const what = excerpt(testText(test));
  const [field] = key;
  const apply = key.length === 1 ? fieldOf(field) : undefined;
  if (apply) {
    const isSet = "set" in values || values.isSet;
    const known = items && valuesOf(items);
    apply(
      { field, operator, values: known, isSet, mask, what, view, family, isEarly, uses, isDropped },
      builder,
    );
  } else {
    otherKey(key, what, builder);
  }
}

/**
 * Returns elements as values of one field; the same set returns the same list. `undefined` if an element is a
 * concatenation.
 */
const valuesOf = remembered((items: readonly Item[]): readonly Value[] | undefined =>
  items.every(({ length }) => length === 1) ? items.flat() : undefined,
);

function testText({ key, operator, values, mask }: Test): string {
  const list =
    "set" in values ? `@${values.set}` : values.items.slice(0, named).map(itemText).join(",");
  if (key[0].protocol === "xt match") {
    return keyText(key);
  }
  return [keyText(key), ...(mask ? ["&", mask.join("|")] : []), operator, list].join(" ");
}

/** Returns a key as nft writes it. */
export function keyText(key: Key): string {
  return key
    .map(({ protocol, field, flags }) =>
      flags ? `${protocol} ${flags.join(" . ")} ${field}` : `${protocol} ${field}`,
    )
    .join(" . ");
}

function itemText(item: Item): string {
  return item.map(valueText).join(" . ");
}
