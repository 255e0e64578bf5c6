import { visible } from "./visible.ts";

/**
 * Escapes text so that Markdown shows it as it is, on one line: no emphasis, code, link, address that
 * links itself, tag, entity or cell of a table comes of it.
 */
export function markdownText(text: string): string {
  return visible(text)
    .trim()
    .replace(/[\\`*_[\]<>|~&@]/g, "\\$&")
    .replace(/:(?=\/\/)/g, "\\:")
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`);
}
