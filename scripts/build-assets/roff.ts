/** Text with its font: `bold` for literal input, `italic` for placeholders. */
export type Span = string | { readonly bold: string } | { readonly italic: string };

/** Escapes text for roff, so that it prints literally in any position. */
export function escapeRoff(text: string): string {
  const escaped = text.replace(/[\\'"`^~-]|[^\x20-\x7e\n]/gu, (character) => {
    const code = character.codePointAt(0) as number;
    return escapes.get(character) ?? `\\[u${code.toString(16).toUpperCase().padStart(4, "0")}]`;
  });
  // A dot at the beginning of a line would start a request.
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

/** Writes the heading of a subsection. */
export function subsection(title: string): string {
  return `.SS ${escapeRoff(title)}\n`;
}

/** Writes a paragraph. */
export function paragraph(...spans: readonly Span[]): string {
  return `.PP\n${lineOf(...spans)}`;
}

/** Writes a term with its meaning below it. */
export function definition(term: readonly Span[], ...meaning: readonly Span[]): string {
  return `.TP\n${lineOf(...term)}${lineOf(...meaning)}`;
}

/** Writes lines verbatim. */
export function verbatim(text: string): string {
  return `.PP\n.RS 4\n.EX\n${escapeRoff(text)}\n.EE\n.RE\n`;
}
