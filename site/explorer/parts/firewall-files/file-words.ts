/** The names of files as command words that cannot be mistaken for options. */
export function fileWords(names: readonly string[]): readonly string[] {
  return names.length === 0
    ? ["FILE"]
    : names.map((name) => (name.startsWith("-") ? `./${name}` : name));
}
