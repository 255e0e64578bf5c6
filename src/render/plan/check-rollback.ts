import { refusal } from "../../errors.ts";

/**
 * Checks after how many seconds a plan is undone.
 *
 * @throws {@link InvalidOptionError} for anything but a whole number from 30 to 3600
 */
export function checkRollback(seconds: unknown): void {
  if (!Number.isInteger(seconds) || (seconds as number) < 30 || (seconds as number) > 3600) {
    throw refusal("rollback", seconds, [], "a whole number of seconds from 30 to 3600");
  }
}
