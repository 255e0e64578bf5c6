/**
 * Has a file of CommonJS load each other file of the package when it first uses it, rather than at its top.
 *
 * @param code - a file as Rollup writes it: its imports are variables at the top, used as `name.export`
 * @throws Error if something else in the file has the name of an import
 */
export function requireWhenUsed(code: string): string {
  let changed = code.replace(/^require\('\.\/[^']+'\);\n/gm, "");
  for (const [line, name = "", path] of code.matchAll(
    /^var (\w+) = require\('(\.\/[^']+)'\);\n/gm,
  )) {
    const uses = new RegExp(`(?<![\\w$]|[^.]\\.)${name}(?![\\w$])`, "g");
    changed = changed
      .replace(line, "")
      .replace(uses, `${name}.loaded`)
      .replace(
        /(?<=^'use strict';\n)/,
        `var ${name} = { get loaded() { return require('${path}'); } };\n`,
      );
    if (new RegExp(`${name}\\.loaded(?!\\.)`).test(changed)) {
      throw new Error(`${name} is also the name of something that was not imported`);
    }
  }
  return changed;
}
