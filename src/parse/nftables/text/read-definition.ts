import type { Source, Statement } from "./source.ts";

/** Reads `define name = value`, whose value may be in braces; returns whether it is one. */
export function readDefinition(source: Source, { tokens }: Statement): boolean {
  const [command, name, equals, ...value] = tokens;
  const isOne = command?.text === "define" && name !== undefined && equals?.text === "=";
  if (isOne) {
    source.define(name.text, value);
  }
  return isOne;
}
