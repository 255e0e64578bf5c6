/** Text with its font: `bold` is typed as it stands, `italic` is replaced. */
export type Span = string | { readonly bold: string } | { readonly italic: string };

/** Escapes text for roff: what is printed is the text, wherever it stands. */
export function escapeRoff(text: string): string {
  const escaped = text.replace(/[\\'"`^~-]|[^\x20-\x7e\n]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    return escapes.get(character) ?? `\\[u${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
  // At the beginning of a line, a dot would make a request of it.
  return escaped.replace(/^\./gm, "\\&.");
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["\\", "\\(rs"],
  ["'", "\\(aq"],
  ['"', "\\(dq"],
  ["`", "\\(ga"],
  ["^", "\\(ha"],
  ["~", "\\(ti"],
  ["-", "\\-"],
]);

/** Writes spans as one line. */
export function lineOf(...spans: readonly Span[]): string {
  const line = spans
    .map((span) => {
      if (typeof span === "string") {
        return escapeRoff(span);
      }
      return "bold" in span
        ? `\\fB${escapeRoff(span.bold)}\\fR`
        : `\\fI${escapeRoff(span.italic)}\\fR`;
    })
    .join("");
  return `${line}\n`;
}

/** Writes the heading of a section. */
export function section(title: string): string {
  return `.SH ${escapeRoff(title)}\n`;
}

/** Writes the heading of a part of a section. */
export function subsection(title: string): string {
  return `.SS ${escapeRoff(title)}\n`;
}

/** Writes a paragraph. */
export function paragraph(...spans: readonly Span[]): string {
  return `.PP\n${lineOf(...spans)}`;
}

/** Writes a term, and below it what it means. */
export function definition(term: readonly Span[], ...meaning: readonly Span[]): string {
  return `.TP\n${lineOf(...term)}${lineOf(...meaning)}`;
}

/** Writes lines as they are. */
export function verbatim(text: string): string {
  return `.PP\n.RS 4\n.EX\n${escapeRoff(text)}\n.EE\n.RE\n`;
}
