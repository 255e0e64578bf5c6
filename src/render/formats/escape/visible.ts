/**
 * Replaces every character that could move, hide or reorder text with a visible escape, such as `\n` or
 * `\u{202e}`: control characters, line and paragraph separators, bidirectional controls, surrogates and
 * noncharacters. Backslashes stay unchanged.
 */
export function visible(text: string): string {
  if (!/[^ -~]/.test(text)) {
    return text;
  }
  return text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\p{Noncharacter_Code_Point}]/gu,
    (character) => {
      const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
      return named[character] ?? `\\u{${character.codePointAt(0)?.toString(16)}}`;
    },
  );
}
