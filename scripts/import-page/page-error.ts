/** Thrown when a page does not have the expected form. The message is `<file>:<line>: expected …, found …`. */
export class PageError extends Error {
  override readonly name = "PageError";
  readonly line: number;
  readonly expected: string;
  readonly found: string;

  constructor(file: string, line: number, expected: string, found: string) {
    super(`${file}:${line}: expected ${expected}, found ${found}`);
    this.line = line;
    this.expected = expected;
    this.found = found;
  }
}
