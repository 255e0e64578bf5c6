import { shellWord } from "../../../src/render/plan/shell-word.ts";

/** Writes a command for a shell, with its words quoted where they have to be. */
export function commandLine(words: readonly string[]): string {
  return ["npx", "cpanel-ports", ...words]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : shellWord(word)))
    .join(" ");
}
