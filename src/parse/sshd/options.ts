/** How {@link parse.parseSshd} reads its inputs. */
export interface ParseSshdOptions {
  /**
   * The names of the inputs, in their order, such as `/etc/ssh/sshd_config` and
   * `/etc/ssh/sshd_config.d/50-local.conf`: the first is the configuration, the others are those that its
   * `Include` names. Needed only for several inputs.
   */
  readonly names?: readonly string[] | undefined;
}
