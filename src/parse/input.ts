import { InvalidConfigurationError } from "../errors.ts";
import * as limits from "../util/limits.ts";
import type { Texts } from "./types.ts";

/**
 * Returns the inputs of a parser, without leading byte order marks.
 *
 * @param expected - the expected inputs, for error messages
 * @param maxLength - returns the maximum length of an input
 * @throws {@link InvalidConfigurationError} if there is no input, or an input is empty, too long or not a
 *   string
 */
export function readInputs(
  inputs: Texts,
  expected: string,
  maxLength: (input: string) => number = () => limits.inputLength,
): readonly string[] {
  const list = typeof inputs === "string" ? [inputs] : inputs;
  if (!Array.isArray(list) || list.length === 0) {
    throw new InvalidConfigurationError(`no input; expected ${expected}`, inputs, undefined);
  }
  // Unlike map, Array.from does not skip the holes of a sparse array.
  return Array.from(list, (input, index) => {
    const subject = index > 0 ? `input ${index + 1}` : "the input";
    return readInput(input, { subject, expected, maxLength });
  });
}

interface Expected {
  /** The name of the input in messages. */
  readonly subject: string;
  readonly expected: string;
  readonly maxLength: (input: string) => number;
}

function readInput(input: unknown, { subject, expected, maxLength }: Expected): string {
  if (typeof input !== "string") {
    throw new InvalidConfigurationError(
      `${subject} is of type ${typeof input}; expected a string, ${expected}`,
      input,
      undefined,
    );
  }
  const limit = input.length > limits.listLength ? limits.listLength : maxLength(input);
  if (input.length > limit) {
    throw new InvalidConfigurationError(
      `${subject} has ${input.length} characters; the limit is ${limit}`,
      undefined,
      undefined,
    );
  }
  const text = withoutColors(withoutByteOrderMark(input));
  if (text.trim() === "") {
    throw new InvalidConfigurationError(
      `${subject} is empty: it says nothing about the firewall; expected ${expected}`,
      input,
      undefined,
    );
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    const line = text.slice(0, nul).split("\n").length;
    throw new InvalidConfigurationError(
      `line ${line}${subject === "the input" ? "" : ` of ${subject}`} contains a NUL character; expected ${expected}`,
      undefined,
      line,
    );
  }
  return text;
}

/** Removes a leading byte order mark, which some editors and PowerShell add. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** Removes the escape sequences by which programs color their output in a terminal. */
export function withoutColors(text: string): string {
  const [first = "", ...others] = text.split("\u001b[");
  return first + others.map((part) => part.replace(/^[\d;]*[mK]/, "")).join("");
}

/** Splits an input into lines, without line endings. */
export function linesOf(input: string): readonly string[] {
  const lines = input.split("\n");
  return input.includes("\r")
    ? lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line))
    : lines;
}

/**
 * Returns the maximum length of an address list, whose lines take little memory.
 *
 * @throws {@link InvalidConfigurationError} if the input has too many lines
 */
export function maxListLength(input: string): number {
  let lines = 0;
  for (let end = input.indexOf("\n"); end >= 0; end = input.indexOf("\n", end + 1)) {
    lines++;
  }
  if (lines > limits.listLines) {
    throw new InvalidConfigurationError(
      `the input has ${lines} lines; the limit is ${limits.listLines}`,
      undefined,
      undefined,
    );
  }
  return limits.listLength;
}
