import type { Page } from "../src/schema/page.ts";

/** A place where two values differ; `undefined` on a side that lacks it. */
export interface Difference {
  /** The path of fields; a row of a table is named by its port. */
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** Returns the places where two values differ; rows are matched by port. */
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
