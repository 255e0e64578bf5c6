/** Makes a function that works its result out when it is first called, and then always returns the same one. */
export function once<T extends object>(work: () => T): () => T {
  let result: T | undefined;
  return () => {
    result ??= work();
    return result;
  };
}
