import { excerpt } from "../../../util/excerpt.ts";
import * as limits from "../../../util/limits.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** Returns an object unchanged, and an empty object for any other value. */
export function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}

/** Returns a list unchanged, a single value as a list, and an empty list for `undefined` and `null`. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** Returns a string or a number as a string; `undefined` for anything else. */
export function asText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Returns a list of strings; `undefined` if an element is not a string. */
export function asTexts(value: unknown): readonly string[] | undefined {
  const list = asList(value);
  return list.every((each) => typeof each === "string") ? list : undefined;
}

/** Returns the only member of an nft object as name and value; an empty name unless there is exactly one. */
export function oneOf(value: unknown): readonly [name: string, value: unknown] {
  const [first, ...others] = Object.entries(asObject(value));
  return first && others.length === 0 ? first : ["", undefined];
}

/** Reads the elements of a list; returns `undefined` if one is unsupported. */
export function readEach<T>(
  list: readonly unknown[],
  read: (element: unknown) => T | undefined,
): readonly T[] | undefined {
  const found = list.map(read);
  return found.every((each) => each !== undefined) ? found : undefined;
}

/** Writes a value as compact JSON, shortened for a message: values may nest deeper than the stack. */
export function compact(value: unknown, room: number = limits.excerpt): string {
  if (typeof value === "string") {
    return excerpt(value);
  }
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  const isList = Array.isArray(value);
  let text = isList ? "[" : "{";
  for (const key in value) {
    const separator = text.length > 1 ? "," : "";
    if (text.length > room) {
      text += `${separator}…`;
      break;
    }
    text += `${separator}${isList ? "" : `${JSON.stringify(key)}:`}`;
    text += compact((value as JsonObject)[key], room - text.length);
  }
  return `${text}${isList ? "]" : "}"}`;
}
