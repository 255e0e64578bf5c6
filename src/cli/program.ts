import { Command } from "commander";
import { visible } from "../render/formats/escape/visible.ts";
import type { CommandDescription } from "./command-description.ts";
import { audit } from "./commands/audit.ts";
import { block } from "./commands/block.ts";
import { check } from "./commands/check.ts";
import { compare } from "./commands/compare.ts";
import { diff } from "./commands/diff.ts";
import { list } from "./commands/list.ts";
import { plan } from "./commands/plan.ts";
import { releases } from "./commands/releases.ts";
import { render } from "./commands/render.ts";
import { services } from "./commands/services.ts";
import { show } from "./commands/show.ts";
import type { Io } from "./io.ts";
import { runCommand } from "./run-command.ts";

/** The commands in the order of the help. */
const descriptions: readonly CommandDescription[] = [
  list,
  show,
  diff,
  compare,
  releases,
  services,
  render,
  block,
  audit,
  check,
  plan,
];

/** Assembles the command line; `end` is called with the exit status of the command that ran. */
export function createProgram(version: string, io: Io, end: (status: number) => void): Command {
  const program = new Command("cpanel-ports")
    .description("The network ports that cPanel & WHM documents for each release.")
    .version(version, "-V, --version", "print the version of cpanel-ports")
    .configureOutput({
      writeOut: io.stdout,
      // It repeats arguments as they were given, which could steer a terminal.
      writeErr: (text) => io.stderr(text.split("\n").map(visible).join("\n")),
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    })
    .showHelpAfterError("(see --help)")
    .exitOverride()
    .addHelpText("after", exampleText("list 126 --service imap --protection implicit"));
  for (const description of descriptions) {
    const { name, summary, example, declare } = description;
    const command = program.command(name).description(summary);
    command.addHelpText("after", exampleText(example));
    declare(command);
    command.action(() => {
      end(runCommand(description, command.processedArgs, command.opts(), io));
    });
  }
  return program;
}

function exampleText(line: string): string {
  return `\nExample:\n  $ cpanel-ports ${line}\n`;
}
