import { isDeeplyFrozen } from "./deep-freeze.ts";
import { remembered } from "./remembered.ts";

/** Wraps a function so that it caches its result for deeply frozen objects, and runs each time for others. */
export function rememberedIfFrozen<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const known = remembered(work);
  return (key) => (isDeeplyFrozen(key) ? known(key) : work(key));
}
