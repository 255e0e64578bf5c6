/**
 * Makes a function work out its result once for each object. None of the objects may change afterwards: of lists,
 * only frozen ones and those that nothing but the caller has.
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
