/** A word, in quotation marks or without, or a comment. */
const word = /\s*(?:"([^"]*)"|'([^']*)'|(#.*)|([^\s"']+))/y;

/**
 * Splits a line of an sshd_config into its keyword, in lower case, and its arguments; an equals sign may
 * follow the keyword. Empty for a blank line and a comment.
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
