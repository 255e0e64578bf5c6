import { InvalidConfigurationError } from "../errors.ts";
import { inputName } from "./input-name.ts";
import type { Place } from "./notes.ts";

/** Creates an error about a place in an input. */
export type LineError = (place: Place, what: string, input?: unknown) => InvalidConfigurationError;

/**
 * Returns a function that creates errors about lines of a format.
 *
 * @param expected - the expected inputs, for the message
 */
export function lineErrors(expected: string): LineError {
  return (place, what, input) =>
    new InvalidConfigurationError(
      `${placeText(place)} ${what}; expected ${expected}`,
      input,
      place.line ?? undefined,
    );
}

/** Returns a place as the subject of a message: `line 3`, `line 3 of input 2`. */
function placeText({ input, line }: Place): string {
  return line === null
    ? inputName(input)
    : `line ${line}${input > 0 ? ` of ${inputName(input)}` : ""}`;
}
