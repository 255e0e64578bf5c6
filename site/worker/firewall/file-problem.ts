/** Thrown when files of a firewall cannot be read. */
export class FileProblem extends Error {
  /** The file, by its index in the request; `null` for all of them. */
  readonly file: number | null;
  /** The line of the file, counted from 1; `null` for the whole file. */
  readonly line: number | null;

  constructor(message: string, file: number | null, line: number | null = null) {
    super(message);
    this.name = "FileProblem";
    this.file = file;
    this.line = line;
  }
}
