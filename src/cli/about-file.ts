import { CpanelPortsError } from "../errors.ts";
import { WrongQuestion } from "./wrong-question.ts";

/**
 * Runs what reads a file, and puts the name of the file before the message of an error.
 *
 * @throws {@link WrongQuestion} if what the file says is refused
 */
export function aboutFile<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof CpanelPortsError
      ? new WrongQuestion(`${name}: ${error.message}`)
      : error;
  }
}
