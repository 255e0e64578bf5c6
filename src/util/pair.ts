/** The items of two lists with the same key; `undefined` for a list without one. */
export interface Pair<K, T> {
  readonly key: K;
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** Pairs the items of two lists by key; both lists are in ascending order of key. Omits pairs of the same object. */
export function pair<K extends string | number, T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => K,
): Pair<K, T>[] {
  const pairs: Pair<K, T>[] = [];
  let left = 0;
  let right = 0;
  while (left < before.length || right < after.length) {
    const old = before[left];
    const young = after[right];
    const oldIsNext = young === undefined || (old !== undefined && keyOf(old) <= keyOf(young));
    const youngIsNext = old === undefined || (young !== undefined && keyOf(young) <= keyOf(old));
    if (old !== young) {
      pairs.push({
        key: keyOf((oldIsNext ? old : young) as T),
        before: oldIsNext ? old : undefined,
        after: youngIsNext ? young : undefined,
      });
    }
    left += oldIsNext ? 1 : 0;
    right += youngIsNext ? 1 : 0;
  }
  return pairs;
}
