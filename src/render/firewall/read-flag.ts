import { refusal } from "../../errors.ts";

/**
 * Returns an option that is on or off, and off if it is left out.
 *
 * @throws {@link InvalidOptionError} for anything else
 */
export function readFlag(option: string, value: boolean | undefined = false): boolean {
  if (typeof value !== "boolean") {
    throw refusal(option, value, [true, false], "one of true, false");
  }
  return value;
}
