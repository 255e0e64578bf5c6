import type { ListenerExposure } from "../net/types.ts";
import { isPlainObject } from "../util/is-plain-object.ts";

/** Returns whether a value has the parts of an exposure that only listening sockets have. */
export function areListeners(value: unknown): value is ListenerExposure {
  return (
    isPlainObject(value) &&
    Array.isArray(value.loopback) &&
    Array.isArray(value.undetermined) &&
    Array.isArray(value.rules) &&
    value.rules.every((rule) => isPlainObject(rule) && Array.isArray(rule.processes))
  );
}
