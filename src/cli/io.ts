/** Something that is in a directory. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "directory" | "file" | "other";
}

/** What the command needs from the process that runs it. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** The bytes of a file; `-` is standard input. Throws what the system says where it cannot be read. */
  readonly readFile: (path: string) => Uint8Array;
  /** What a directory holds; `undefined` for what is none. Throws what the system says where it cannot be read. */
  readonly readDirectory: (path: string) => readonly DirectoryEntry[] | undefined;
  /** Writes a file, in place of what it held. Throws what the system says where it cannot. */
  readonly writeFile: (path: string, text: string) => void;
  /** Whether standard input is a terminal. */
  readonly isTypedIn: () => boolean;
  /** Whether something is piped, or redirected from a file, into standard input. */
  readonly isPipedIn: () => boolean;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** The width of the terminal in columns; `undefined` if standard output is not a terminal. */
  readonly columns?: number | undefined;
  /** The day in UTC, `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
}
