import { quote } from "./quote.ts";

/** Shows refused data in an error message as JSON: on one line, at most 80 characters long; its type if it cannot be written as JSON. */
export function quoteData(value: unknown): string {
  try {
    return (JSON.stringify(value) ?? quote(value)).slice(0, 80);
  } catch {
    return quote(value);
  }
}
