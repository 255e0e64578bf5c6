import type { SshListeners } from "../../net/types.ts";
import type { ServerFile } from "../../parse/server-files/server-file.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import type { Io } from "../io.ts";

/** Prints the ports of SSH on standard error, with the name of the main file. */
export function printSshPorts(
  { listeners }: SshListeners,
  { name }: Pick<ServerFile, "name">,
  io: Io,
): void {
  const ports = listeners.map(({ port, families }) =>
    families.length > 0 ? `${port}` : `${port} (loopback)`,
  );
  io.stderr(visible(`cpanel-ports: ${name}: SSH listens on ${[...new Set(ports)].join(", ")}`));
  io.stderr("\n");
}
