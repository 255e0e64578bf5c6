import { visible } from "./visible.ts";

/** Escapes text for the content and the attributes of XML and HTML. */
export function xmlText(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return visible(text).replace(/[&<>"']/g, (character) => entities[character] as string);
}
