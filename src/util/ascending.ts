/** Compares two values for sorting in ascending order; strings by code units. */
export function ascending<T extends bigint | number | string>(a: T, b: T): number {
  return Number(a > b) - Number(a < b);
}
