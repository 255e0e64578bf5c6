import { InvalidConfigurationError } from "../errors.ts";
import type { Texts } from "./types.ts";

/** The most that is read, in UTF-16 units. */
export const longestText = 2 * 1024 * 1024;

/**
 * Passes texts that may be configurations.
 *
 * @param expected - what they should be, for the message
 * @throws {@link InvalidConfigurationError} for none, or for one that is empty, too long or no text
 */
export function readTexts(texts: Texts, expected: string): readonly string[] {
  const list = typeof texts === "string" ? [texts] : texts;
  if (!Array.isArray(list) || list.length === 0) {
    throw new InvalidConfigurationError(`there is no text; expected ${expected}`, texts, undefined);
  }
  return list.map((text) => readText(text, expected));
}

/**
 * Passes a text that may be a configuration.
 *
 * @param expected - what it should be, for the message
 * @throws {@link InvalidConfigurationError} for one that is empty, too long or no text
 */
function readText(text: unknown, expected: string): string {
  if (typeof text !== "string") {
    throw new InvalidConfigurationError(
      `the configuration is of the type ${typeof text}; expected a text, ${expected}`,
      text,
      undefined,
    );
  }
  if (text.length > longestText) {
    throw new InvalidConfigurationError(
      `the text has ${text.length} characters; expected ${expected}, of ${longestText} at most`,
      undefined,
      undefined,
    );
  }
  if (text.trim() === "") {
    throw new InvalidConfigurationError(
      `the text is empty, which does not tell whether there is a firewall; expected ${expected}`,
      text,
      undefined,
    );
  }
  const zero = text.indexOf("\0");
  if (zero >= 0) {
    const line = text.slice(0, zero).split("\n").length;
    throw new InvalidConfigurationError(
      `line ${line} has a NUL character; expected ${expected}`,
      undefined,
      line,
    );
  }
  return text;
}

/** The lines of a text, without their ends. */
export function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  return text.includes("\r")
    ? lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line))
    : lines;
}

/** A part of a text as a message shows it: one line, not too long. */
export function excerpt(text: string): string {
  const line = text.trim().replace(/[\s\p{Cc}]+/gu, " ");
  return JSON.stringify(line.length > 80 ? `${line.slice(0, 80)}…` : line);
}
