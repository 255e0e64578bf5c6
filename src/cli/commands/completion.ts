import { Argument } from "commander";
import type { CommandDescription } from "../command-description.ts";
import { bashScript } from "../completion/bash-script.ts";
import { fishScript } from "../completion/fish-script.ts";
import { type Completions, listCompletions } from "../completion/list-completions.ts";
import { zshScript } from "../completion/zsh-script.ts";
import { readChoice } from "../options/choice.ts";

type Shell = "bash" | "fish" | "zsh";

const scripts: Readonly<Record<Shell, (completions: Completions) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

const shells = Object.keys(scripts);

const howToInstall = `The script contains the names of releases, services and ports: write it
again after an update. It starts no program when you press Tab. To
install it for the current user:

  bash  mkdir -p ~/.local/share/bash-completion/completions
        cpanel-ports completion bash \\
          > ~/.local/share/bash-completion/completions/cpanel-ports
        Without the package bash-completion, also add to ~/.bashrc:
        . ~/.local/share/bash-completion/completions/cpanel-ports
  zsh   mkdir -p ~/.zfunc
        cpanel-ports completion zsh > ~/.zfunc/_cpanel-ports
        Also add to ~/.zshrc, before any compinit:
        fpath=(~/.zfunc $fpath); autoload -U compinit; compinit
  fish  mkdir -p ~/.config/fish/completions
        cpanel-ports completion fish \\
          > ~/.config/fish/completions/cpanel-ports.fish

It takes effect in the next shell you start. To uninstall it, remove the
file and any line you added; with zsh, also ~/.zcompdump.`;

/** Writes the completion script for a shell. */
export const completion: CommandDescription<[Shell], object, "written"> = {
  example: "completion bash",
  details: howToInstall,
  declare: (command) =>
    command.addArgument(
      new Argument("<shell>", "shell to write the script for")
        .choices(shells)
        .argParser((given: string) => readChoice(given, shells)),
    ),
  exitStatus: () => ({ written: 0 }),
  answer: ([shell], _options, _io, { program, loaded }) => ({
    text: scripts[shell](listCompletions(program, loaded)),
    outcome: "written",
  }),
};
