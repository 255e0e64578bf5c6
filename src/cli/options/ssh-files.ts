import type { SshListeners } from "../../net/types.ts";
import type { ServerFile } from "../../parse/server-files/server-file.ts";
import { parseSshd } from "../../parse/sshd/parse-sshd.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import { aboutInputs } from "../about-inputs.ts";
import type { Io } from "../io.ts";
import { printNotes } from "./print-notes.ts";

/** A file that was read. */
export interface ReadFile extends ServerFile {
  /** The name used in messages. */
  readonly name: string;
}

/** Reads the configuration of sshd and prints its ports on standard error. The first file is the main file. */
export function readSsh(files: readonly ReadFile[], io: Io): SshListeners {
  const names = files.map(({ name }) => name);
  const ssh = aboutInputs(names, () =>
    parseSshd(
      files.map(({ text }) => text),
      { names: files.map(({ path }) => path) },
    ),
  );
  printNotes(ssh.notes, names, io);
  const [main] = files as [ReadFile];
  const ports = ssh.listeners.map(({ port, families }) =>
    families.length > 0 ? `${port}` : `${port} (loopback)`,
  );
  io.stderr(
    visible(`cpanel-ports: ${main.name}: SSH listens on ${[...new Set(ports)].join(", ")}`),
  );
  io.stderr("\n");
  return ssh;
}
