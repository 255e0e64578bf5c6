import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commands, loadCommands } from "../../src/cli/commands/index.ts";
import { listDirectory } from "../../src/cli/list-directory.ts";
import { run } from "../../src/cli/run.ts";

/** The directory of the files that commands in documents read. */
const examples = join(import.meta.dirname, "../../docs/examples");

const block = /^```console\n([\s\S]*?)^```$/gm;
const loaded = await loadCommands(Object.keys(commands));
const prompt = "$ npx cpanel-ports ";

/** Fills the `console` blocks of a document with the output of their commands. */
export function writeConsoleBlocks(document: string): string {
  return document.replace(block, (_, content: string) => {
    const commands = content.split("\n").filter((line) => line.startsWith("$ "));
    return `\`\`\`console\n${commands.map((line) => `${line}\n${outputOf(line)}`).join("")}\`\`\``;
  });
}

function outputOf(line: string): string {
  if (!line.startsWith(prompt)) {
    throw new Error(`${line}: expected a command that begins with ${prompt}`);
  }
  let output = "";
  const write = (text: string) => {
    output += text.replaceAll("\r\n", "\n");
  };
  const noFile = () => {
    throw new Error(`${line}: expected a command that does not write files`);
  };
  const io = {
    stdout: write,
    stderr: write,
    readFile: (path: string) => readFileSync(join(examples, path)),
    readDirectory: (path: string) => listDirectory(join(examples, path)),
    writeFile: noFile,
    isTypedIn: () => false,
    isPipedIn: () => false,
    isTerminal: false,
    today: () => "2026-08-01",
    env: {},
  };
  run(line.slice(prompt.length).split(" "), "0.0.0", io, loaded);
  return output;
}
