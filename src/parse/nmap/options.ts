/** Options of {@link parse.parseNmap | parseNmap}. */
export interface ParseNmapOptions {
  /** The address or name of the server, if several hosts were scanned. A name may have an address in each family. */
  readonly host?: string | undefined;
}
