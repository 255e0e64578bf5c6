/** How {@link parse.parseNmap} reads its inputs. */
export interface ParseNmapOptions {
  /**
   * The host that is the server, by its address or its name, if several were scanned. A name may stand for
   * an address of each family.
   */
  readonly host?: string | undefined;
}
