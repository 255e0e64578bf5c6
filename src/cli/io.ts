/** An entry of a directory. */
export interface DirectoryEntry {
  readonly name: string;
  readonly kind: "directory" | "file" | "other";
}

/** The parts of a process that the command needs. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Reads the bytes of a file; `-` is standard input. Throws the system error if it cannot be read. */
  readonly readFile: (path: string) => Uint8Array;
  /** Lists a directory; returns `undefined` if the path is not a directory. Throws the system error if it cannot be read. */
  readonly readDirectory: (path: string) => readonly DirectoryEntry[] | undefined;
  /** Writes a file, replacing its content. Throws the system error if it cannot be written. */
  readonly writeFile: (path: string, text: string) => void;
  /** Whether standard input is a terminal. */
  readonly isTypedIn: () => boolean;
  /** Whether standard input is a pipe or a file. */
  readonly isPipedIn: () => boolean;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** The width of the terminal in columns; `undefined` if standard output is not a terminal. */
  readonly columns?: number | undefined;
  /** Returns today's date in UTC, `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
}
