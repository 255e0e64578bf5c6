import { quote } from "../../util/quote.ts";
import type { Io } from "../io.ts";

/** Both ends of an SSH connection; an empty text for what is not known. */
export interface SshSession {
  readonly client: string;
  readonly server: string;
  /** The port of the server. */
  readonly port: string;
}

/** Returns the SSH connection over which the command runs, as `SSH_CONNECTION` has it; its addresses are not checked. */
export function sshSession({ SSH_CONNECTION: session = "" }: Io["env"]): SshSession {
  const [client = "", , server = "", port = ""] = session.split(" ");
  return { client: plainAddress(client), server: plainAddress(server), port };
}

/**
 * Returns why {@link sshSession} does not say who runs the command, where it does not.
 *
 * @param hint - what may have removed the variable
 */
export function whyNoSession({ SSH_CONNECTION: session = "" }: Io["env"], hint: string): string {
  return session === ""
    ? `SSH_CONNECTION is not set (${hint})`
    : `SSH_CONNECTION is malformed (${quote(session)})`;
}

/** Removes the zone of an address, and what makes IPv6 of IPv4. */
function plainAddress(address: string): string {
  return address.replace(/%.*$/, "").replace(/^::ffff:(?=.*\.)/i, "");
}
