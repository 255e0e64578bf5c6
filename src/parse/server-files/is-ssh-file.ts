import { detectFirewall } from "../detect.ts";
import { isSshdConfig } from "../sshd/is-sshd-config.ts";
import type { ServerFile } from "./server-file.ts";

/** Tells whether a file says where SSH listens, which is no firewall. */
export function isSshFile({ path, text }: ServerFile): boolean {
  return (
    /(?:^|\/)sshd_config(?:\.d\/[^/]+)?$/.test(path) ||
    (detectFirewall(text) === undefined && isSshdConfig(text))
  );
}
