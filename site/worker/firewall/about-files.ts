import { isCpanelPortsError } from "cpanel-ports";
import { inputOfProblem } from "../../../src/parse/server-files/input-of-problem.ts";
import { FileProblem } from "./file-problem.ts";

/**
 * Runs a function that reads inputs, and assigns its errors to files.
 *
 * @param indices - the files by the indices of the inputs
 * @throws {@link FileProblem} for a rejected input
 */
export function aboutFiles<T>(indices: readonly number[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isCpanelPortsError(error) || error.code !== "invalid-configuration") {
      throw error;
    }
    const { message, line = null } = error;
    const { input, problem } = inputOfProblem(message);
    const isAboutFirst = indices.length === 1 || message.startsWith("the input");
    const index = input ?? (isAboutFirst ? 0 : -1);
    throw new FileProblem(problem, indices[index] ?? null, line);
  }
}
