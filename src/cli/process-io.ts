import { fstatSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";
import type { WriteStream } from "node:tty";
import type { Io } from "./io.ts";
import { listDirectory } from "./list-directory.ts";
import { writeAll } from "./write-all.ts";

/** Returns the {@link Io} of this process. */
export function processIo(): Io {
  const terminal = terminalOf(1, () => process.stdout);
  const errors = terminalOf(2, () => process.stderr);
  return {
    stdout: (text) => write(1, terminal, text),
    stderr: (text) => write(2, errors, text),
    readFile: (path) => readFileSync(path === "-" ? 0 : path),
    readDirectory: listDirectory,
    writeFile: (path, text) => writeFileSync(path, text),
    // Accessing process.stdin would open it, and a later read could fail.
    isTypedIn: () => {
      const tty: typeof import("node:tty") = createRequire(process.execPath)("node:tty");
      return tty.isatty(0);
    },
    isPipedIn: () => {
      const input = fstatSync(0);
      return input.isFIFO() || input.isFile();
    },
    isTerminal: terminal !== undefined,
    columns: terminal?.columns,
    today: () => new Date().toISOString().slice(0, 10),
    env: process.env,
  };
}

/**
 * Returns the stream of a descriptor if it is a terminal. Other output is written without a stream: creating one loads the
 * socket code, which takes longer than many commands.
 */
function terminalOf(descriptor: number, stream: () => WriteStream): WriteStream | undefined {
  if (!fstatSync(descriptor).isCharacterDevice() || !stream().isTTY) {
    return undefined;
  }
  return stream().on("error", endUnlessRead);
}

function write(descriptor: number, terminal: WriteStream | undefined, text: string): void {
  if (terminal) {
    terminal.write(text);
    return;
  }
  try {
    writeAll(descriptor, text);
  } catch (error) {
    endUnlessRead(error as NodeJS.ErrnoException);
  }
}

/** Ends the process because its output cannot be written, unless the reader, such as `head`, closed the pipe. */
function endUnlessRead(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") {
    return;
  }
  try {
    writeAll(2, `cpanel-ports: ${error.message}\n`);
  } finally {
    // Status 1 is an answer of some commands.
    process.exit(2);
  }
}
