/** An input, or several that belong together. */
export type Texts = string | readonly string[];

/** Options of the parsers. */
export interface ParseOptions {
  /**
   * The network interface that the connections use, such as `eth0`. If omitted, the effect of rules for a
   * single interface, other than loopback, is undetermined.
   */
  readonly interface?: string | undefined;
}
