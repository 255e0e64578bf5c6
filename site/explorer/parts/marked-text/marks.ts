/** The kind of a marked line: the severity of its findings, or its part in the fate of a connection. */
export type Tone = "decides" | "error" | "info" | "jump" | "warning" | "witness";

/** A mark of a line. */
export interface Mark {
  readonly tone: Tone;
  /** Its text, such as `2 findings` or `decides`. */
  readonly label: string;
}

/** The marks by file index and by line. */
export type Marks = ReadonlyMap<number, ReadonlyMap<number, Mark>>;

/** A line of a file. */
export interface TextPlace {
  readonly file: number;
  readonly line: number;
}

/** The signs of tones; they also differ without color. */
export const toneSigns: Readonly<Record<Tone, string>> = {
  error: "✕",
  warning: "!",
  info: "i",
  decides: "◆",
  jump: "↳",
  witness: "◇",
};
