/**
 * Joins strings that a limit on the length of lines has continued on the next line. Rollup indents that line in
 * bundles, and with it the string.
 */
export function joinStrings(code: string): string {
  return code.replace(/(?<!\\)((?:\\\\)*)\\\n/g, "$1");
}
