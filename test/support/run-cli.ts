import { commands, loadCommands } from "../../src/cli/commands/index.ts";
import { run } from "../../src/cli/run.ts";

/** All commands. */
export const loaded = await loadCommands(Object.keys(commands));

/** The output and exit status of a run of the command. */
export interface CliResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command in this process, by default not on a terminal. It reads the given files and adds the
 * files that it writes. A path that ends in a slash is an empty directory.
 */
export function runCli(
  args: readonly string[],
  machine: {
    isTypedIn?: boolean;
    isPipedIn?: boolean;
    isTerminal?: boolean;
    columns?: number | undefined;
    today?: string;
    env?: Record<string, string>;
    files?: Record<string, string | Uint8Array | Error>;
  } = {},
): CliResult {
  const files = machine.files ?? {};
  let stdout = "";
  let stderr = "";
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
    },
    readFile: (path: string) => {
      const file = files[path];
      if (file === undefined || file instanceof Error) {
        throw file ?? systemError("ENOENT");
      }
      return typeof file === "string" ? new TextEncoder().encode(file) : file;
    },
    readDirectory: (path: string) => entriesOf(path, files),
    writeFile: (path: string, text: string) => {
      files[path] = text;
    },
    isTypedIn: () => machine.isTypedIn ?? false,
    isPipedIn: () => machine.isPipedIn ?? false,
    isTerminal: machine.isTerminal ?? false,
    columns: machine.columns,
    today: () => machine.today ?? "2026-08-01",
    env: machine.env ?? {},
  };
  const status = run(args, "1.2.3", io, loaded);
  return { status, stdout, stderr };
}

/** Returns the content of a directory that is in the path of at least one file. */
function entriesOf(directory: string, files: object) {
  const prefix = `${directory.replace(/\/$/, "")}/`;
  const paths = Object.keys(files).filter((path) => path.startsWith(prefix));
  const kinds = new Map(
    paths.map((path) => {
      const [name = "", ...below] = path.slice(prefix.length).split("/");
      return [name, below.length > 0 ? "directory" : "file"] as const;
    }),
  );
  const entries = [...kinds].map(([name, kind]) => ({ name, kind }));
  return entries.length === 0 ? undefined : entries.filter(({ name }) => name !== "");
}

/** Returns the error of the system if a file cannot be opened. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: what the system says`), { code, syscall: "open" });
}

/** Runs the command as {@link runCli} does, on a terminal wide enough for every table. */
export function runWide(
  args: readonly string[],
  machine: Parameters<typeof runCli>[1] = {},
): CliResult {
  return runCli(args, { columns: 500, ...machine });
}
