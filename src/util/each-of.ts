/** Returns the values of an option, each with its name: `omit` for a single value, `omit[0]` in a list. */
export function eachOf(option: string, given: unknown): readonly (readonly [string, unknown])[] {
  return Array.isArray(given)
    ? given.map((value, index) => [`${option}[${index}]`, value])
    : given === undefined
      ? []
      : [[option, given]];
}
