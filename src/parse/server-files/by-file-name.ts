/** Replaces the advice of a parser to set an option by the advice to name a file, in a message about files with names. */
export function byFileName(message: string): string {
  return message.replace(
    /\bset the option lists, which counts the inputs from 0, to \{.*?\} or \{.*?\}/,
    "name the file csf.allow or csf.deny",
  );
}
