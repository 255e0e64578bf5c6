import { InvalidDateError } from "../errors.ts";
import { quote } from "../util/quote.ts";

/**
 * Checks that a value is a calendar day, `YYYY-MM-DD`.
 *
 * @param field - the option or argument
 * @throws {@link InvalidDateError} when it is not
 */
export function checkDay(date: unknown, field: string): void {
  if (typeof date === "string" && /^\d{4}-\d\d-\d\d$/.test(date)) {
    const day = new Date(`${date}T00:00:00Z`);
    if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(date)) {
      return;
    }
  }
  throw new InvalidDateError(
    `${field} is ${quote(date)}; expected a calendar day such as "2026-08-31"`,
    date,
    field,
  );
}
