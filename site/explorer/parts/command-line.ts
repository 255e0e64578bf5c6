import { shellWord } from "../../../src/render/plan/shell-word.ts";

/** Writes a shell command, with words quoted where needed. */
export function commandLine(words: readonly string[]): string {
  return ["npx", "cpanel-ports", ...words]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : shellWord(word)))
    .join(" ");
}
