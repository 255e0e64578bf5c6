import * as limits from "../../../util/limits.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** Returns an object as it is, and one without members for anything else. */
export function asObject(value: unknown): JsonObject {
  return typeof value === "object" && value !== null ? (value as JsonObject) : {};
}

/** Returns a list as it is, one value as a list, and an empty list for none. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** Returns a text or a number as text; `undefined` for anything else. */
export function asText(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

/** Returns a list of texts; `undefined` if one of them is none. */
export function asTexts(value: unknown): readonly string[] | undefined {
  const list = asList(value);
  return list.every((each) => typeof each === "string") ? list : undefined;
}

/** Returns the one name that an object of nft has, and its value; an empty name if it has more or none. */
export function oneOf(value: unknown): readonly [name: string, value: unknown] {
  const [first, ...others] = Object.entries(asObject(value));
  return first && others.length === 0 ? first : ["", undefined];
}

/** Reads the elements of a list; returns `undefined` if one of them is not understood. */
export function readEach<T>(
  list: readonly unknown[],
  read: (element: unknown) => T | undefined,
): readonly T[] | undefined {
  const found = list.map(read);
  return found.every((each) => each !== undefined) ? found : undefined;
}

/** Writes a value as compact JSON, as far as an origin quotes it: values may nest deeper than a stack. */
export function compact(value: unknown, room: number = limits.excerpt): string {
  if (typeof value !== "object" || value === null) {
    return JSON.stringify(value);
  }
  const isList = Array.isArray(value);
  let text = isList ? "[" : "{";
  for (const key in value) {
    const name = isList ? "" : `${JSON.stringify(key)}:`;
    const separator = text.length > 1 ? "," : "";
    text += `${separator}${name}`;
    if (text.length > room) {
      break;
    }
    text += compact((value as JsonObject)[key], room - text.length);
  }
  return `${text}${isList ? "]" : "}"}`;
}
