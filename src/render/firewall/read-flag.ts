import { refusal } from "../../errors.ts";

/**
 * Returns a boolean option; default: `false`.
 *
 * @throws {@link InvalidOptionError} for anything else
 */
export function readFlag(option: string, value: boolean | undefined = false): boolean {
  if (typeof value !== "boolean") {
    throw refusal(option, value, [true, false], "one of true, false");
  }
  return value;
}
