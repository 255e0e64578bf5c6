/**
 * Joins strings that a limit on the line length has continued on the next line. Rollup would indent that line in
 * bundles, and thus change the string.
 */
export function joinStrings(code: string): string {
  return code.replace(/(?<!\\)((?:\\\\)*)\\\n/g, "$1");
}
