import { isDeepStrictEqual } from "node:util";
import ts from "typescript";

/** The modules that an example may import, by specifier. */
export type Modules = Readonly<Record<string, object>>;

/** A line of an example with another value than in its comment. */
export interface Mismatch {
  readonly line: string;
  readonly expected: string;
  readonly actual: unknown;
}

/**
 * Runs an example in TypeScript. A line that ends with a comment `// => value` is an assertion: its
 * expression must equal the value.
 *
 * @returns the number of assertions, and the failed ones
 */
export async function runExample(
  source: string,
  modules: Modules,
): Promise<{ assertions: number; mismatches: readonly Mismatch[] }> {
  let assertions = 0;
  const mismatches: Mismatch[] = [];
  const check = (actual: unknown, expected: unknown, line: string, shown: string) => {
    assertions++;
    if (!isDeepStrictEqual(JSON.parse(toJson(actual)), JSON.parse(toJson(expected)))) {
      mismatches.push({ line, expected: shown, actual });
    }
  };
  const asserting = source
    .split("\n")
    .map((line) => {
      const [, expression, expected] = /^(.+?);? \/\/ => (.+)$/.exec(line) ?? [];
      return expression && expected
        ? `$check((${expression.trim()}), (${expected}), ${JSON.stringify(line)}, ${JSON.stringify(expected)});`
        : line.replace(
            /^import (?:type )?\{(.+)\} from "(.+)";$/,
            (statement, names: string, module: string) =>
              statement.startsWith("import type")
                ? ""
                : `const {${names}} = await $import(${JSON.stringify(module)});`,
          );
    })
    .join("\n");
  const { outputText } = ts.transpileModule(asserting, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const run = new Function(
    "$check",
    "$import",
    `return (async () => {${outputText.replace(/^export \{\};?$/m, "")}\n})();`,
  );
  await run(check, (name: string) => modules[name] ?? import(name));
  return { assertions, mismatches };
}

/** Returns JSON that also distinguishes `undefined` and bigints. */
function toJson(value: unknown): string {
  return JSON.stringify([value], (_, part: unknown) =>
    part === undefined ? "[undefined]" : typeof part === "bigint" ? `[${part}n]` : part,
  );
}
