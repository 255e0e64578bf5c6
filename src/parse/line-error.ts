import { InvalidConfigurationError } from "../errors.ts";
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
  const whole = input > 0 ? `input ${input + 1}` : "the input";
  return line === null ? whole : `line ${line}${input > 0 ? ` of ${whole}` : ""}`;
}
