import { quote } from "../../util/quote.ts";
import type { Io } from "../io.ts";
import { WrongQuestion } from "../wrong-question.ts";
import { commandLine } from "./command-line.ts";
import { isFile } from "./is-file.ts";
import { isVersion } from "./is-version.ts";
import { newestRelease } from "./release-options.ts";

/**
 * Checks that none of the arguments that must be versions is a file.
 *
 * @param needs - what the command needs, as a clause: `diff compares two versions`
 * @throws {@link WrongQuestion} with the command that compares a firewall with a version
 */
export function refuseFiles(words: readonly string[], needs: string, io: Io): void {
  const file = words.find((word) => !isVersion(word) && (word.includes("/") || isFile(word, io)));
  if (file !== undefined) {
    const line = commandLine("audit", words.findLast(isVersion) ?? newestRelease, file);
    throw new WrongQuestion(
      `${quote(file)} is a file, but ${needs}; to compare a firewall with a version: ${line}`,
    );
  }
}
