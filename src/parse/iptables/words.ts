/** The characters that end a word and surround a line: blanks of ASCII only, as chains may have others in their names. */
const blanks: ReadonlySet<string | undefined> = new Set([" ", "\t", "\v", "\f", "\r"]);

/** Returns a line without the blanks around it. */
export function trimBlanks(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && blanks.has(line[start])) {
    start++;
  }
  while (start < end && blanks.has(line[end - 1])) {
    end--;
  }
  return line.slice(start, end);
}

/** Splits a rule into words, which keep their quotes; a quote without its other one is a word by itself. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/(?:[^ \t"]|"(?:[^"\\]|\\.)*")+|"/g) ?? [];
}

/** Returns what a word stands for: without quotes, and without the backslashes between them. */
export function unquote(word: string): string {
  return word.includes('"')
    ? word.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => inner.replace(/\\(.)/g, "$1"))
    : word;
}

/**
 * Returns what has a name. `iptables-save` writes the names of chains as they are, and a name may have
 * quotes; `iptables-restore` takes a name between quotes, too.
 */
export function findByWord<T>(named: ReadonlyMap<string, T>, word: string): T | undefined {
  return named.get(word) ?? named.get(unquote(word));
}
