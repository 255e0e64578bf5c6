import { withoutByteOrderMark } from "../input.ts";

/** Settings that occur only in sshd configurations. */
const mark =
  /^[ \t]*(?:AuthorizedKeysFile|HostKey|Include[ \t]+\S*sshd_config|KbdInteractiveAuthentication|ListenAddress|PasswordAuthentication|PermitRootLogin|Port|PubkeyAuthentication|Subsystem|UsePAM|X11Forwarding)[ \t=]+\S/im;

/**
 * Returns whether an input is an `sshd_config` or the output of `sshd -T`, which {@link parseSshd} parses.
 *
 * @param input - the input, such as the content of a file
 *
 * @example
 * ```ts
 * import { isSshdConfig } from "cpanel-ports/parse";
 *
 * isSshdConfig("Port 2222\nPermitRootLogin no\n"); // => true
 * isSshdConfig("*filter\nCOMMIT\n"); // => false
 * ```
 */
export function isSshdConfig(input: string): boolean {
  return mark.test(withoutByteOrderMark(String(input)));
}
