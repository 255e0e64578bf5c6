import { quote } from "../../util/quote.ts";
import type { Io } from "../io.ts";

/** Both ends of an SSH connection; unknown parts are empty. */
export interface SshSession {
  readonly client: string;
  readonly server: string;
  /** The port of the server. */
  readonly port: string;
}

/** Returns the SSH connection that runs the command, from `SSH_CONNECTION`. The addresses are not validated. */
export function sshSession({ SSH_CONNECTION: session = "" }: Io["env"]): SshSession {
  const [client = "", , server = "", port = ""] = session.split(" ");
  return { client: plainAddress(client), server: plainAddress(server), port };
}

/**
 * Returns why {@link sshSession} has no usable addresses.
 *
 * @param hint - a likely cause of a missing variable
 */
export function whyNoSession({ SSH_CONNECTION: session = "" }: Io["env"], hint: string): string {
  return session === ""
    ? `SSH_CONNECTION is not set (${hint})`
    : `SSH_CONNECTION is malformed (${quote(session)})`;
}

/** Removes the zone and the IPv4-mapped prefix of an address. */
function plainAddress(address: string): string {
  return address.replace(/%.*$/, "").replace(/^::ffff:(?=.*\.)/i, "");
}
