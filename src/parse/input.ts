import { InvalidConfigurationError } from "../errors.ts";
import * as limits from "../util/limits.ts";
import type { Texts } from "./types.ts";

/**
 * Returns the inputs of a parser, without a byte order mark at their start.
 *
 * @param expected - what they should be, for the message
 * @throws {@link InvalidConfigurationError} if there is none, or one that is empty, too long or no string
 */
export function readInputs(inputs: Texts, expected: string): readonly string[] {
  const list = typeof inputs === "string" ? [inputs] : inputs;
  if (!Array.isArray(list) || list.length === 0) {
    throw new InvalidConfigurationError(
      `there is no input; expected ${expected}`,
      inputs,
      undefined,
    );
  }
  // Unlike a map, it does not skip the holes of a sparse list.
  return Array.from(list, (input) => readInput(input, expected));
}

function readInput(input: unknown, expected: string): string {
  if (typeof input !== "string") {
    throw new InvalidConfigurationError(
      `the input is of type ${typeof input}; expected a string, ${expected}`,
      input,
      undefined,
    );
  }
  if (input.length > limits.inputLength) {
    throw new InvalidConfigurationError(
      `the input has ${input.length} characters; expected ${expected}, at most ${limits.inputLength}`,
      undefined,
      undefined,
    );
  }
  const text = withoutByteOrderMark(input);
  if (text.trim() === "") {
    throw new InvalidConfigurationError(
      `the input is empty: it says nothing about the firewall; expected ${expected}`,
      input,
      undefined,
    );
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    const line = text.slice(0, nul).split("\n").length;
    throw new InvalidConfigurationError(
      `line ${line} has a NUL character; expected ${expected}`,
      undefined,
      line,
    );
  }
  return text;
}

/** Removes a byte order mark, which editors and PowerShell put before a text. */
export function withoutByteOrderMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** Splits an input into lines, without their ends. */
export function linesOf(input: string): readonly string[] {
  const lines = input.split("\n");
  return input.includes("\r")
    ? lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line))
    : lines;
}
