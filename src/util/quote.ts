/** Formats a rejected value for an error message: on one line, at most about 80 characters. */
export function quote(value: unknown): string {
  return shortened(typeof value === "string" ? JSON.stringify(value) : describe(value));
}

/** Shortens text to 80 characters. */
export function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

function describe(value: unknown): string {
  if (typeof value === "number" || typeof value === "boolean" || value == null) {
    return String(value);
  }
  return Array.isArray(value)
    ? "an array"
    : typeof value === "object"
      ? "an object"
      : `a value of type ${typeof value}`;
}
