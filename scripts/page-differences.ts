import type { Page } from "../src/schema/page.ts";

/** A place in which two values differ; a side that lacks it is undefined. */
export interface Difference {
  /** The fields that lead there; a row of a table is named by its port. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** Returns the places in which two values differ; rows are matched by their port. */
export function differences(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): Difference[] {
  if (
    typeof before !== "object" ||
    typeof after !== "object" ||
    before === null ||
    after === null
  ) {
    return before === after ? [] : [{ path, before, after }];
  }
  const left = fieldsOf(before);
  const right = fieldsOf(after);
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    differences(left.get(key), right.get(key), [...path, key]),
  );
}

function fieldsOf(value: object): Map<string, unknown> {
  return new Map(
    Array.isArray(value)
      ? value.map((each: Partial<Page["ports"][number]>, index) => [
          typeof each === "object" && each.port !== undefined ? `port ${each.port}` : `${index}`,
          each,
        ])
      : Object.entries(value),
  );
}
