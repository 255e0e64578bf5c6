/** A word, quoted or not, or a comment. */
const word = /\s*(?:"([^"]*)"|'([^']*)'|(#.*)|([^\s"']+))/y;

/**
 * Splits a line of an sshd_config into its keyword, in lower case, and its arguments. An equals sign may follow
 * the keyword. Blank lines and comments have no words.
 */
export function wordsOf(line: string): readonly string[] {
  const [, keyword, rest = ""] = /^\s*([^\s=#"]+)\s*=?(.*)$/.exec(line) ?? [];
  if (keyword === undefined) {
    return [];
  }
  const words = [keyword.toLowerCase()];
  word.lastIndex = 0;
  for (let match = word.exec(rest); match && match[3] === undefined; match = word.exec(rest)) {
    words.push(match[1] ?? match[2] ?? (match[4] as string));
  }
  return words;
}
