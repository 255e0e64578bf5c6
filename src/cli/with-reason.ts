import { WrongQuestion } from "./wrong-question.ts";

/**
 * Uses a file or directory, and replaces common system errors with short messages about it.
 *
 * @param name - the name of the file in messages
 * @param missing - the reason if it does not exist
 * @throws {@link WrongQuestion} if it cannot be used
 */
export function withReason<T>(name: string, missing: string, use: () => T): T {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: "permission denied",
    EISDIR: "is a directory",
    ENOENT: missing,
    ENOTDIR: missing,
  };
  try {
    return use();
  } catch (error) {
    const reason = reasons[String((error as { code?: unknown }).code)];
    throw reason === undefined ? error : new WrongQuestion(`${name}: ${reason}`);
  }
}
