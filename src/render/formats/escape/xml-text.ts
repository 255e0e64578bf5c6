import { visible } from "./visible.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Escapes text for content and attributes of XML and HTML. */
export function xmlText(text: string): string {
  return /[^ !#-%(-;=?-~]/.test(text)
    ? visible(text).replace(/[&<>"']/g, (character) => entities[character] as string)
    : text;
}
