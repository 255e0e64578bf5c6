import { InvalidConfigurationError } from "../../errors.ts";
import { inputOfProblem } from "./input-of-problem.ts";
import { namesOf } from "./names-of.ts";
import type { ServerFile } from "./server-file.ts";

/**
 * Runs a function that parses files. Its errors name the file that they concern, or all files.
 *
 * @throws {@link InvalidConfigurationError} if a file is not valid
 */
export function aboutFiles<T>(files: readonly ServerFile[], parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof InvalidConfigurationError)) {
      throw error;
    }
    const { input, problem } = inputOfProblem(error.message);
    const concerned = input === undefined ? files : files.slice(input, input + 1);
    throw new InvalidConfigurationError(
      `${namesOf(concerned).join(", ")}: ${problem.replace(/^the input: /, "")}`,
      error.input,
      error.line,
    );
  }
}
