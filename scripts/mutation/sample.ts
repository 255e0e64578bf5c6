import { createHash } from "node:crypto";
import ts from "typescript";

/** The sample of mutated top-level statements: one of `every`, chosen by the seed. */
export interface Sample {
  readonly every: number;
  readonly seed: number;
}

/**
 * Returns the sampled statements of a file in Stryker's form: `path:from-to`. Each mutant has the same
 * chance, because statements are sampled whole.
 */
export function sampledRanges(path: string, text: string, { every, seed }: Sample): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const lineOf = (position: number) => file.getLineAndCharacterOfPosition(position).line + 1;
  return file.statements.flatMap((statement, index) =>
    isChosen(`${seed} ${path} ${index}`, every)
      ? [`${path}:${lineOf(statement.getStart(file))}-${lineOf(statement.end)}`]
      : [],
  );
}

function isChosen(name: string, every: number): boolean {
  return createHash("sha256").update(name).digest().readUInt32BE() % every === 0;
}
