import { detectFirewall } from "../detect.ts";
import { isSshdConfig } from "../sshd/is-sshd-config.ts";
import type { ServerFile } from "./server-file.ts";

/** Returns whether a file configures where SSH listens, so that it is not a firewall file. */
export function isSshFile({ name, text }: ServerFile): boolean {
  return (
    /(?:^|\/)sshd_config(?:\.d\/[^/]+)?$/.test(name) ||
    (detectFirewall(text) === undefined && isSshdConfig(text))
  );
}
