/** An input, or several that belong together. */
export type Texts = string | readonly string[];

/** How to look at a firewall. */
export interface ParseOptions {
  /**
   * The network interface that the connections in question use, such as `eth0`. If it is left out, what
   * a rule does that holds for one interface only is undetermined; loopback aside.
   */
  readonly interface?: string | undefined;
}
