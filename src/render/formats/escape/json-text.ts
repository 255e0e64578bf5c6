/**
 * Returns data as JSON. Characters that could control a terminal or end a script in an HTML page are
 * escaped.
 */
export function jsonText(data: unknown): string {
  const json = JSON.stringify(data, null, 2);
  const escaped = json.replace(
    /[<\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${escaped}\n`;
}
