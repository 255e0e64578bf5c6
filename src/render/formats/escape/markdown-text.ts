import { visible } from "./visible.ts";

/**
 * Escapes text so that GitHub Flavored Markdown shows it literally, on one line: no emphasis, code, link,
 * image, tag, entity, table cell or automatic web link. An e-mail address still becomes a link, because
 * GitHub looks for addresses after it has resolved the escapes.
 */
export function markdownText(text: string): string {
  return /[^A-Za-z\d ,;()/+-]/.test(text)
    ? visible(text)
        .trim()
        .replace(/[\\`*_[\]<>|~&@]|:(?=\/\/)|(?<=www)\./gi, "\\$&")
    : text.trim();
}

/** Escapes text on its own line, so that it also does not become a heading, list or rule. */
export function markdownLine(text: string): string {
  return markdownText(text)
    .replace(/^(?=[#+=-])/, "\\")
    .replace(/^(\d+)(?=[.)])/, "$1\\")
    .replace(/#+$/, (signs) => signs.replaceAll("#", "\\#"));
}
