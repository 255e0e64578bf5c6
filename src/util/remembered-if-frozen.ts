import { isDeeplyFrozen } from "./deep-freeze.ts";
import { remembered } from "./remembered.ts";

/** Makes a function work out its result once for each object that is deeply frozen, and each time for others. */
export function rememberedIfFrozen<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const known = remembered(work);
  return (key) => (isDeeplyFrozen(key) ? known(key) : work(key));
}
