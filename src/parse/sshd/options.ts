/** Options of {@link parse.parseSshd | parseSshd}. */
export interface ParseSshdOptions {
  /**
   * The paths of the inputs, in order, such as `/etc/ssh/sshd_config` and
   * `/etc/ssh/sshd_config.d/50-local.conf`: first the configuration, then its included files. Needed only for
   * several inputs.
   */
  readonly names?: readonly string[] | undefined;
}
