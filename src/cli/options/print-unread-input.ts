import type { Io } from "../io.ts";

/** Says on standard error, where no file was named, that what is piped in is not read. */
export function printUnreadInput(paths: readonly string[], io: Io): void {
  if (paths.length === 0 && io.isPipedIn()) {
    io.stderr(
      "cpanel-ports: standard input is not read; name - among the files to read a firewall from it\n",
    );
  }
}
