/**
 * Data as JSON. Escaped are characters that could steer a terminal, and what could end a script in an
 * HTML page.
 */
export function jsonText(data: unknown): string {
  const json = JSON.stringify(data, null, 2);
  const escaped = json.replace(
    /[<\u007f-\u009f\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${escaped}\n`;
}
