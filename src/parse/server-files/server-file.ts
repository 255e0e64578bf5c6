/** A file of a server, or the output of a program that was run there. */
export interface ServerFile {
  /** The name or path of the file, which may identify its kind, such as `csf.allow`, `rules.v6` or `sshd_config`. */
  readonly name: string;
  /** The content of the file. */
  readonly text: string;
}

/** A file of a server, or several of the same server. */
export type ServerFiles = ServerFile | readonly ServerFile[];
