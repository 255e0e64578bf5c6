import { shellWord } from "../../render/plan/shell-word.ts";

/** Returns a command line that can be pasted into a shell. */
export function commandLine(...words: readonly string[]): string {
  return ["cpanel-ports", ...words]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : shellWord(word)))
    .join(" ");
}
