import { byFileName } from "./by-file-name.ts";

/** A parser's message, apart from the number of the input. */
interface ProblemOfInput {
  /** The index of the input; `undefined` if the message names none. */
  readonly input: number | undefined;
  /** The message about that input, such as `line 3 is odd`. */
  readonly problem: string;
}

/** Separates the number of the input from a parser's message about files. */
export function inputOfProblem(message: string): ProblemOfInput {
  const [, number] = /^(?:line \d+ of )?input (\d+)\b/.exec(message) ?? [];
  const isAboutFirst = number === undefined && /^line \d+\b/.test(message);
  return {
    input: number !== undefined ? Number(number) - 1 : isAboutFirst ? 0 : undefined,
    problem: byFileName(
      message.replace(/^(line \d+) of input \d+/, "$1").replace(/^input \d+/, "the input"),
    ),
  };
}
