/** Returns whether a value is a plain object: not an array, date, map or similar. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype = Object.getPrototypeOf(value);
  // An object of another realm has a different Object.prototype, which also has no prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
