import { isCpanelPortsError } from "cpanel-ports";
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
    throw new FileProblem(
      message.replace(/^(line \d+) of input \d+/, "$1").replace(/^input \d+/, "the input"),
      indices[inputOf(message, indices.length)] ?? null,
      line,
    );
  }
}

/** The index of the input that a parser message concerns; -1 for all inputs. */
function inputOf(message: string, count: number): number {
  const [, number] = /^(?:line \d+ of )?input (\d+)\b/.exec(message) ?? [];
  if (number !== undefined) {
    return Number(number) - 1;
  }
  return count === 1 || /^(?:line \d+|the input)\b/.test(message) ? 0 : -1;
}
