/** A file from a server. */
export interface ServerFile {
  /** Its path or name, which may identify its kind. */
  readonly path: string;
  readonly text: string;
}
