import { isCpanelPortsError } from "../errors.ts";
import { inputOfProblem } from "../parse/server-files/input-of-problem.ts";
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
      ? new WrongQuestion(inFlags(inFiles(error.message, names)))
      : error;
  }
}

function inFiles(message: string, names: readonly string[]): string {
  const { input, problem } = inputOfProblem(message);
  const name = input === undefined && names.length > 1 ? undefined : names[input ?? 0];
  return name === undefined
    ? problem
    : problem
        .replace(/^line (\d+)/, (_, line) => `${name}:${line}:`)
        .replace(/^the input\b/, () => name);
}
