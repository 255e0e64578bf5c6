import { isCpanelPortsError } from "../errors.ts";
import { byFileName } from "../parse/server-files/by-file-name.ts";
import { inFlags } from "./in-flags.ts";
import { WrongQuestion } from "./wrong-question.ts";

/**
 * Parses the files of a firewall; an error message names the file instead of the input.
 *
 * @param names - the names of the files, in the order of the inputs
 * @throws {@link WrongQuestion} if a file is not valid
 */
export function aboutInputs<T>(names: readonly string[], parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw isCpanelPortsError(error) && error.code === "invalid-configuration"
      ? new WrongQuestion(inFiles(inFlags(byFileName(error.message)), names))
      : error;
  }
}

function inFiles(message: string, names: readonly string[]): string {
  const nameOf = (number: string | undefined) => names[Number(number ?? 1) - 1] as string;
  return message
    .replace(/^line (\d+)(?: of input (\d+))?/, (_, line, input) => `${nameOf(input)}:${line}:`)
    .replace(/^input (\d+)/, (_, input) => nameOf(input))
    .replace(/^the input(?= )/, (whole) => (names.length === 1 ? nameOf("1") : whole));
}
