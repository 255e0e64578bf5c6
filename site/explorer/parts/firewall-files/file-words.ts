/** The names of files as words of a command that no option could be taken for. */
export function fileWords(names: readonly string[]): readonly string[] {
  return names.length === 0
    ? ["FILE"]
    : names.map((name) => (name.startsWith("-") ? `./${name}` : name));
}
