/** Splits the words after `ufw`; `undefined` if a shell would do more than remove quotes. */
export function readUfwWords(content: string): readonly string[] | undefined {
  const words: string[] = [];
  const word = /\s*(?:"([^"$`\\]*)"|'([^']*)'|([\w,:./%@+=-]+))(?=\s|$)/y;
  while (word.lastIndex < content.length) {
    const [, double, single, plain] = word.exec(content) ?? [];
    const text = double ?? single ?? plain;
    if (text === undefined) {
      return undefined;
    }
    words.push(text);
  }
  if (words[0] === "sudo") {
    words.shift();
  }
  return words[0] === "ufw" ? words.slice(1).filter((each) => each !== "--force") : undefined;
}
