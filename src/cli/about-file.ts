import { CpanelPortsError } from "../errors.ts";
import { WrongQuestion } from "./wrong-question.ts";

/**
 * Reads a file; an error message begins with the name of the file.
 *
 * @throws {@link WrongQuestion} if the content of the file is rejected
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
