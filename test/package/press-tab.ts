import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The keys that save the line: Ctrl-X Ctrl-O. */
const done = "\x18\x0f";

/** The start files of the shells. They bind Ctrl-X Ctrl-O, which saves the line and prints SAVED. */
const startFiles: Readonly<Record<"bash" | "zsh", readonly [name: string, text: string]>> = {
  bash: [
    "bashrc",
    `. ./completion
save() { printf %s "$READLINE_LINE" >line; echo "SAVED"; }
bind -x '"\\C-x\\C-o": save'
PS1='READY> '
`,
  ],
  zsh: [
    ".zshrc",
    `autoload -Uz compinit && compinit -D -u
. ./completion
save() { print -rn -- "$BUFFER" >line; print SAVED; }
zle -N save
bindkey '^X^O' save
# By default, the key expands a word before it completes it, including command substitutions.
bindkey '^I' complete-word
zle-line-init() { print -n 'READY> '; }
zle -N zle-line-init
`,
  ],
};

/**
 * Types keys into an interactive shell in a new terminal, and returns the resulting line.
 *
 * @param completion - the completion script
 * @param folder - the parent of a new folder for the shell
 */
export function pressTab(
  shell: "bash" | "zsh",
  completion: string,
  keys: string,
  folder: string,
): Promise<{ readonly line: string; readonly cwd: string }> {
  const cwd = mkdtempSync(join(folder, `${shell}-`));
  const [name, text] = startFiles[shell];
  writeFileSync(join(cwd, name), text);
  writeFileSync(join(cwd, "completion"), completion);
  writeFileSync(join(cwd, "rules file"), "");
  const command = shell === "bash" ? "bash --noprofile --rcfile bashrc -i" : "zsh -i";
  const terminal = spawn("script", ["-qfec", command, "/dev/null"], {
    cwd,
    env: { PATH: process.env.PATH, HOME: cwd, ZDOTDIR: cwd, TERM: "dumb", LC_ALL: "C.UTF-8" },
  });
  let screen = "";
  let isTyped = false;
  return new Promise((resolve, reject) => {
    terminal.on("error", reject);
    terminal.on("close", () =>
      existsSync(join(cwd, "line"))
        ? resolve({ line: readFileSync(join(cwd, "line"), "utf8"), cwd })
        : reject(new Error(`${shell} ended early: ${screen}`)),
    );
    terminal.stdout.on("data", (data) => {
      screen += data;
      if (!isTyped && screen.includes("READY> ")) {
        isTyped = true;
        terminal.stdin.write(keys + done);
      } else if (screen.includes("SAVED")) {
        terminal.kill();
      }
    });
  });
}
