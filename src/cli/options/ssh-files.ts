import { basename } from "node:path";
import type { SshListeners } from "../../net/types.ts";
import { detectFirewall } from "../../parse/detect.ts";
import { isSshdConfig } from "../../parse/sshd/is-sshd-config.ts";
import { parseSshd } from "../../parse/sshd/parse-sshd.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import type { Io } from "../io.ts";
import { printNotes } from "./print-notes.ts";

/** A file that was read. */
export interface ReadFile {
  readonly path: string;
  /** What messages call it. */
  readonly name: string;
  readonly text: string;
}

/** Tells whether a file says where SSH listens, which is no firewall. */
export function isSshFile({ path, text }: ReadFile): boolean {
  return (
    /(?:^|\/)sshd_config(?:\.d\/[^/]+)?$/.test(path) ||
    (detectFirewall(text) === undefined && isSshdConfig(text))
  );
}

/** Reads the configuration of sshd; prints on standard error where SSH listens. */
export function readSsh(files: readonly ReadFile[], io: Io): SshListeners {
  const isIncluded = ({ path }: ReadFile) => Number(basename(path) !== "sshd_config");
  const sorted = [...files].sort((a, b) => isIncluded(a) - isIncluded(b));
  const ssh = parseSshd(
    sorted.map(({ text }) => text),
    { names: sorted.map(({ path }) => path) },
  );
  printNotes(
    ssh.notes,
    sorted.map(({ name }) => name),
    io,
  );
  const [main] = sorted as [ReadFile];
  const ports = ssh.listeners.map(({ port, families }) =>
    families.length > 0 ? `${port}` : `${port} (loopback)`,
  );
  io.stderr(
    visible(`cpanel-ports: ${main.name}: SSH listens on ${[...new Set(ports)].join(", ")}`),
  );
  io.stderr("\n");
  return ssh;
}
