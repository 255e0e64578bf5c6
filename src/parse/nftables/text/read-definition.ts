import type { Source, Statement } from "./source.ts";

/** Reads `define name = value`; the value may be in braces. Returns whether the statement is a definition. */
export function readDefinition(source: Source, { tokens }: Statement): boolean {
  const [command, name, equals, ...value] = tokens;
  const isOne = command?.text === "define" && name !== undefined && equals?.text === "=";
  if (isOne) {
    source.define(name.text, value);
  }
  return isOne;
}
