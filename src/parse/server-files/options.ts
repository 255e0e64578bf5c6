import type { FirewallFormat } from "../detect.ts";

/** Options of {@link parse.parseServer | parseServer}. */
export interface ParseServerOptions {
  /** The format of the firewall's files; detected if omitted. */
  readonly format?: FirewallFormat | undefined;
  /**
   * The network interface that the connections use, such as `eth0`; does not apply to `nmap`. If omitted, the effect
   * of rules for a single interface, other than loopback, is undetermined.
   */
  readonly interface?: string | undefined;
  /** The address or name of the server, if an nmap scan has several hosts; applies only to `nmap`. */
  readonly host?: string | undefined;
}
