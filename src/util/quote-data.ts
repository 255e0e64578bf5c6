import { quote } from "./quote.ts";

/**
 * Formats rejected data for an error message: as JSON on one line, at most 80 characters; as its type if it is
 * not serializable.
 */
export function quoteData(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? quote(value)).slice(0, 80);
  } catch {
    return quote(value);
  }
}
