import { refusal } from "../../errors.ts";

/**
 * Checks the number of seconds before a plan is undone.
 *
 * @throws {@link InvalidOptionError} unless it is a whole number from 30 to 3600
 */
export function checkRollback(seconds: unknown): void {
  if (!Number.isInteger(seconds) || (seconds as number) < 30 || (seconds as number) > 3600) {
    throw refusal("rollback", seconds, [], "a whole number of seconds from 30 to 3600");
  }
}
