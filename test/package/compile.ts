import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import { inject } from "vitest";

/** Compiles files and returns the messages of the compiler by file name, including messages about other files. */
export function compile(
  files: Readonly<Record<string, string>>,
  options: ts.CompilerOptions,
): Map<string, string[]> {
  const consumer = inject("consumer");
  for (const [name, code] of Object.entries(files)) {
    writeFileSync(join(consumer, name), code);
  }
  const program = ts.createProgram(
    Object.keys(files).map((name) => join(consumer, name)),
    {
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      resolveJsonModule: true,
      types: ["node"],
      typeRoots: [join(consumer, "node_modules/@types")],
      ...options,
    },
  );
  const messages = new Map<string, string[]>(Object.keys(files).map((name) => [name, []]));
  for (const { file, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = basename(file?.fileName ?? "no file");
    const text = ts.flattenDiagnosticMessageText(messageText, "\n");
    messages.set(name, [...(messages.get(name) ?? []), text]);
  }
  return messages;
}
