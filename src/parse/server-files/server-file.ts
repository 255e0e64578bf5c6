/** A file with a part of what is known about a server. */
export interface ServerFile {
  /** Its path or name, which may say what it is. */
  readonly path: string;
  readonly text: string;
}
