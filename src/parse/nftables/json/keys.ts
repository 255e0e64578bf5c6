import type { Field, Key } from "../ruleset.ts";
import { asObject, asTexts, readEach } from "./json.ts";

/** Reads what is compared; returns `undefined` if it is not understood. */
export function readKey(value: unknown): Key | undefined {
  const { concat } = asObject(value);
  const [first, ...others] = readEach(Array.isArray(concat) ? concat : [value], readField) ?? [];
  return first && [first, ...others];
}

function readField(value: unknown): Field | undefined {
  const { payload, meta, ct, fib } = asObject(value);
  if (payload !== undefined) {
    const { protocol, field } = asObject(payload);
    return typeof protocol === "string" ? fieldOf(protocol, field) : undefined;
  }
  if (meta !== undefined) {
    return fieldOf("meta", asObject(meta).key);
  }
  if (ct !== undefined) {
    const { key, dir } = asObject(ct);
    return dir === undefined ? fieldOf("ct", key) : undefined;
  }
  const { result, flags } = asObject(fib);
  const texts = asTexts(flags);
  return typeof result === "string" && texts
    ? { protocol: "fib", field: result, flags: texts }
    : undefined;
}

function fieldOf(protocol: string, field: unknown): Field | undefined {
  return typeof field === "string" ? { protocol, field } : undefined;
}
