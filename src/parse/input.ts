import { InvalidConfigurationError } from "../errors.ts";
import * as limits from "../util/limits.ts";
import { quote } from "../util/quote.ts";
import { inputName } from "./input-name.ts";
import type { Texts } from "./types.ts";

/** What a parser accepts as inputs. */
export interface InputRules {
  /** The expected inputs, for error messages. */
  readonly expected: string;
  /** What an empty input says nothing about; default: the firewall. */
  readonly subject?: string | undefined;
  /** Returns the maximum length of an input; default: the same for all. */
  readonly maxLength?: ((input: string) => number) | undefined;
  /** Returns whether an input, by index, may be empty if another one is not. */
  readonly mayBeEmpty?: ((index: number) => boolean) | undefined;
}

/**
 * Returns the inputs of a parser, without leading byte order marks.
 *
 * @throws {@link InvalidConfigurationError} if there is no input, or an input is empty, too long or not a
 *   string
 */
export function readInputs(inputs: Texts, rules: InputRules): readonly string[] {
  const list = Array.isArray(inputs) ? inputs : [inputs];
  if (inputs == null || list.length === 0) {
    throw new InvalidConfigurationError(`no input; expected ${rules.expected}`, inputs, undefined);
  }
  // Unlike map, Array.from does not skip the holes of a sparse array.
  const texts = Array.from(list, (input, index) => readInput(input, inputName(index), rules));
  const areAllEmpty = texts.every(isBlank);
  const empty = texts.findIndex(
    (text, index) => isBlank(text) && (areAllEmpty || !rules.mayBeEmpty?.(index)),
  );
  if (empty >= 0) {
    const { subject = "the firewall", expected } = rules;
    throw new InvalidConfigurationError(
      `${inputName(empty)} is empty: it says nothing about ${subject}; expected ${expected}`,
      list[empty],
      undefined,
    );
  }
  return texts;
}

/** Returns whether an input is empty. */
export function isBlank(text: string): boolean {
  return !/\S/.test(text);
}

function readInput(input: unknown, name: string, { expected, maxLength }: InputRules): string {
  if (typeof input !== "string") {
    throw new InvalidConfigurationError(
      `${name} is ${typeText(input)}; expected a string: ${expected}`,
      input,
      undefined,
    );
  }
  const limit =
    input.length > limits.listLength
      ? limits.listLength
      : (maxLength?.(input) ?? limits.inputLength);
  if (input.length > limit) {
    throw new InvalidConfigurationError(
      `${name} has ${input.length} characters; the limit is ${limit}`,
      undefined,
      undefined,
    );
  }
  const text = withoutColors(withoutByteOrderMark(input));
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    const line = text.slice(0, nul).split("\n").length;
    throw new InvalidConfigurationError(
      `line ${line}${name === inputName(0) ? "" : ` of ${name}`} contains a NUL character; expected ${expected}`,
      undefined,
      line,
    );
  }
  return text;
}

/** Describes a value that is not a string. */
function typeText(value: unknown): string {
  if (!(value instanceof Uint8Array)) {
    return quote(value);
  }
  return value.constructor.name === "Buffer"
    ? "a Buffer (convert it with .toString())"
    : "bytes (convert them with new TextDecoder().decode())";
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
