/** What a marked line is about: how severe its findings are, or its part in the fate of a connection. */
export type Tone = "decides" | "error" | "info" | "jump" | "warning" | "witness";

/** A mark of a line. */
export interface Mark {
  readonly tone: Tone;
  /** What it says, such as `2 findings` or `decides`. */
  readonly label: string;
}

/** The marks of files by their index, and by line. */
export type Marks = ReadonlyMap<number, ReadonlyMap<number, Mark>>;

/** A line of a file. */
export interface TextPlace {
  readonly file: number;
  readonly line: number;
}

/** The signs of tones, which differ without colour too. */
export const toneSigns: Readonly<Record<Tone, string>> = {
  error: "✕",
  warning: "!",
  info: "i",
  decides: "◆",
  jump: "↳",
  witness: "◇",
};
