import type { Io } from "../io.ts";

/** Warns on standard error if standard input is piped in but not read. */
export function printUnreadInput(paths: readonly string[], io: Io): void {
  if (paths.length === 0 && io.isPipedIn()) {
    io.stderr("cpanel-ports: standard input is ignored; add - to read a firewall from it\n");
  }
}
