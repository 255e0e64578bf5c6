/** A line of an sshd_config. */
export interface SshdLine {
  /** The keyword as written; empty if the line does not begin with one. */
  readonly keyword: string;
  /** The arguments; `undefined` if a quote is unterminated. */
  readonly args: readonly string[] | undefined;
}

/** A keyword, whose end may be quoted, and an equals sign after it. */
const beginning = /^([^ \t\r="]*)(?:"([^"]*)")?[ \t\r]*=?(.*)$/s;

/** An argument: quoted, escaped and bare characters. */
const argument = /(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\["'\\ ]|[^ \t\r"'])+/sy;

const quotes = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\\(["'\\ ])/gs;

/** Splits a line of an sshd_config as sshd does; returns `undefined` for a blank line or a comment. */
export function readLine(line: string): SshdLine | undefined {
  const content = line.replace(/^[ \t\r]+/, "").trimEnd();
  if (content === "" || content.startsWith("#")) {
    return undefined;
  }
  const [, bare = "", quoted = "", rest = ""] = beginning.exec(content) as unknown as string[];
  return { keyword: `${bare}${quoted}`, args: argsOf(rest) };
}

function argsOf(text: string): readonly string[] | undefined {
  const args: string[] = [];
  for (let at = skipBlanks(text, 0); at < text.length && text[at] !== "#"; ) {
    argument.lastIndex = at;
    const [found = ""] = argument.exec(text) ?? [];
    const end = at + found.length;
    at = skipBlanks(text, end);
    if (at === end && at < text.length) {
      return undefined;
    }
    args.push(withoutQuotes(found));
  }
  return args;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (/[ \t\r]/.test(text.charAt(at))) {
    at++;
  }
  return at;
}

function withoutQuotes(text: string): string {
  return text.replace(
    quotes,
    (_, double?: string, single?: string, escaped?: string) =>
      ((double ?? single)?.replace(/\\(["'\\])/g, "$1") ?? escaped) as string,
  );
}
