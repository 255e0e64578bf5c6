/**
 * Has a chunk of the command load others by `require`: in CommonJS, `import()` starts the loader of ES modules, which takes
 * longer than a command runs.
 *
 * @param code - a chunk, with `import()` of others
 */
export function commonJsOnly(code: string): string {
  return code.replace(
    /\bimport\(\s*("\.\/[^"]+")\s*\)/g,
    (_all, path: string) => `Promise.resolve().then(() => require(${path}))`,
  );
}
