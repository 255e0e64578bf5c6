/**
 * Wraps a function so that it caches its result per object. The objects must not change afterwards: arrays must
 * be frozen or owned only by the caller.
 */
export function remembered<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const results = new WeakMap<K, { readonly result: V }>();
  return (key) => {
    let known = results.get(key);
    if (known === undefined) {
      known = { result: work(key) };
      results.set(key, known);
    }
    return known.result;
  };
}
