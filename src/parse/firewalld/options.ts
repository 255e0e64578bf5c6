import type { ParseOptions } from "../types.ts";

/** How {@link parseFirewalld} reads. */
export interface ParseFirewalldOptions extends ParseOptions {
  /** The XML of services by their names, which their files do not contain. */
  readonly services?: Readonly<Record<string, string>> | undefined;
  /**
   * The names of the zones, services, policy objects and ipsets whose XML is in the inputs, by the index of the input:
   * those of their files without `.xml`. XML does not contain them.
   */
  readonly names?: Readonly<Record<number, string>> | undefined;
}
