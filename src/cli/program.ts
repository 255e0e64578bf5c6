import { Command } from "commander";
import { visible } from "../render/formats/escape/visible.ts";
import { commands, type LoadedCommands } from "./commands/index.ts";
import type { Io } from "./io.ts";
import { runCommand } from "./run-command.ts";

/**
 * Assembles the command line.
 *
 * @param loaded - the commands that can run; for all others, the help lists only names and summaries
 * @param end - called with the exit status of the command that ran
 */
export function createProgram(
  version: string,
  io: Io,
  loaded: LoadedCommands,
  end: (status: number) => void,
): Command {
  const program = new Command("cpanel-ports")
    .description("The network ports that cPanel & WHM documents for each release.")
    .version(version, "-V, --version", "print the version of cpanel-ports")
    .configureOutput({
      writeOut: io.stdout,
      outputError: (text, write) => write(text.replace(/^error: /, "cpanel-ports: ")),
      // Commander repeats arguments verbatim; control characters in them could reach the terminal.
      writeErr: (text) => io.stderr(text.split("\n").map(visible).join("\n")),
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
      // The default would load the streams of the process.
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError("(see --help)")
    .exitOverride()
    .addHelpText("after", exampleText("list 126 --service imap --protection implicit"));
  for (const [name, { summary }] of Object.entries(commands)) {
    const command = program.command(name).description(summary);
    const description = loaded.get(name);
    if (description) {
      const { example, details } = description;
      command.addHelpText("after", exampleText(example) + (details ? `\n${details}\n` : ""));
      description.declare(command);
      command.action(() => {
        end(
          runCommand(description, command.processedArgs, command.opts(), io, { program, loaded }),
        );
      });
    }
  }
  return program;
}

function exampleText(line: string): string {
  return `\nExample:\n  $ cpanel-ports ${line}\n`;
}
