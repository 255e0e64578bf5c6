/** Compares two values for a sort in ascending order; texts go by their code units. */
export function ascending<T extends bigint | number | string>(a: T, b: T): number {
  return Number(a > b) - Number(a < b);
}
