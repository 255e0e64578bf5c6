/** The positions of the lines of a text. */
export interface LineIndex {
  readonly count: number;
  /** Returns a line by its number from 1, without its line end. */
  readonly line: (number: number) => string;
}

/** Finds the lines of a text, possibly millions. */
export function lineIndex(text: string): LineIndex {
  let count = 1;
  for (let end = text.indexOf("\n"); end !== -1; end = text.indexOf("\n", end + 1)) {
    count += 1;
  }
  const starts = new Uint32Array(count + 1);
  let at = 0;
  for (let line = 1; line < count; line++) {
    at = text.indexOf("\n", at) + 1;
    starts[line] = at;
  }
  starts[count] = text.length + 1;
  // A newline at the end ends the last line and begins no new one.
  const shown = count > 1 && text.endsWith("\n") ? count - 1 : count;
  return {
    count: shown,
    line: (number) => text.slice(starts[number - 1], (starts[number] ?? 0) - 1),
  };
}
