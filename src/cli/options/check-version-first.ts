import type { Io } from "../io.ts";
import { WrongQuestion } from "../wrong-question.ts";
import { commandLine } from "./command-line.ts";
import { splitWords } from "./split-words.ts";

/**
 * Checks that the version of a command precedes its files.
 *
 * @param words - the arguments in the given order
 * @throws {@link WrongQuestion} with the right order
 */
export function checkVersionFirst(command: string, words: readonly string[], io: Io): void {
  const { versions, others, areInOrder } = splitWords(words, io);
  if (versions.length === 1 && !areInOrder) {
    throw new WrongQuestion(
      `the version goes before the other arguments: ${commandLine(command, ...versions, ...others)}`,
    );
  }
}
