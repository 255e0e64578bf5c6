/**
 * Replaces `import()` of chunks with `require`. In CommonJS, `import()` starts the ES module loader, which takes longer
 * than a whole command.
 *
 * @param code - a chunk of the command
 */
export function commonJsOnly(code: string): string {
  return code.replace(
    /\bimport\(\s*("\.\/[^"]+")\s*\)/g,
    (_all, path: string) => `Promise.resolve().then(() => require(${path}))`,
  );
}
