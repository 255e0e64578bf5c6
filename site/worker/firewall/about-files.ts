import { isCpanelPortsError } from "cpanel-ports";
import { FileProblem } from "./file-problem.ts";

/**
 * Runs what reads inputs, and says which file an error is about.
 *
 * @param indices - the files by the indices of the inputs
 * @throws {@link FileProblem} for an input that is refused
 */
export function aboutFiles<T>(indices: readonly number[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isCpanelPortsError(error) || error.code !== "invalid-configuration") {
      throw error;
    }
    const { message, line = null } = error;
    throw new FileProblem(
      message.replace(/^(line \d+) of input \d+/, "$1").replace(/^input \d+/, "the input"),
      indices[inputOf(message, indices.length)] ?? null,
      line,
    );
  }
}

/** The index of the input that a message of a parser is about; -1 for all of them. */
function inputOf(message: string, count: number): number {
  const [, number] = /^(?:line \d+ of )?input (\d+)\b/.exec(message) ?? [];
  if (number !== undefined) {
    return Number(number) - 1;
  }
  return count === 1 || /^(?:line \d+|the input)\b/.test(message) ? 0 : -1;
}
