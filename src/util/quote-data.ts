import { quote, shortened } from "./quote.ts";

/**
 * Formats rejected data for an error message: as JSON on one line, at most 80 characters; as its type if it is
 * not serializable.
 */
export function quoteData(value: unknown): string {
  try {
    return shortened(JSON.stringify(value) ?? quote(value));
  } catch {
    return quote(value);
  }
}
