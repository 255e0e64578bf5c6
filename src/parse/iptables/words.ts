/** The characters that end a word and surround a line: only ASCII blanks, because chain names may contain others. */
const blanks: ReadonlySet<string | undefined> = new Set([" ", "\t", "\v", "\f", "\r"]);

/** Returns a line without surrounding blanks. */
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

/** Splits a rule into words, which keep their quotes; an unterminated quote is its own word. */
export function wordsOf(text: string): readonly string[] {
  return text.match(/(?:[^ \t"]|"(?:[^"\\]|\\.)*")+|"/g) ?? [];
}

/** Returns the value of a word: without quotes, and without the backslashes inside them. */
export function unquote(word: string): string {
  return word.includes('"')
    ? word.replace(/"((?:[^"\\]|\\.)*)"/g, (_, inner: string) => inner.replace(/\\(.)/g, "$1"))
    : word;
}

/**
 * Finds a value by a name as written. `iptables-save` prints chain names unquoted, and a name may contain quotes;
 * `iptables-restore` also accepts a quoted name.
 */
export function findByWord<T>(named: ReadonlyMap<string, T>, word: string): T | undefined {
  return named.get(word) ?? named.get(unquote(word));
}
