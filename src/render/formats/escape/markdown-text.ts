import { visible } from "./visible.ts";

/**
 * Escapes text so that GitHub Flavored Markdown shows it as it is, on one line: no emphasis, code,
 * link, image, tag, entity or cell of a table comes of it, and no web address links itself. An e-mail
 * address does: GitHub looks for those after it has read the escapes.
 */
export function markdownText(text: string): string {
  return /[^A-Za-z\d ,;()/+-]/.test(text)
    ? visible(text)
        .trim()
        .replace(/[\\`*_[\]<>|~&@]|:(?=\/\/)|(?<=www)\./gi, "\\$&")
    : text.trim();
}

/** Escapes text that stands on a line of its own, so that no heading, list or rule comes of it, either. */
export function markdownLine(text: string): string {
  return markdownText(text)
    .replace(/^(?=[#+=-])/, "\\")
    .replace(/^(\d+)(?=[.)])/, "$1\\")
    .replace(/#+$/, (signs) => signs.replaceAll("#", "\\#"));
}
