/** The objects that were frozen as a whole: nothing in them can change. */
const wholes = new WeakSet<object>();

/** Freezes a value and everything in it, and returns it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    freezeParts(value);
    wholes.add(value);
  }
  return value;
}

/** Returns whether {@link deepFreeze} was called with this object, not just with an object that contains it. */
export function isDeeplyFrozen(value: object): boolean {
  return wholes.has(value);
}

function freezeParts(value: object): void {
  Object.freeze(value);
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    if (typeof part === "object" && part !== null && !Object.isFrozen(part)) {
      freezeParts(part);
    }
  }
}
