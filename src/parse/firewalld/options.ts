import type { ParseOptions } from "../types.ts";

/** The options of {@link parseFirewalld}. */
export interface ParseFirewalldOptions extends ParseOptions {
  /** The XML of services, by name. The XML does not contain the names. */
  readonly services?: Readonly<Record<string, string>> | undefined;
  /**
   * The names of the zones, services, policy objects and ipsets in XML inputs, by input index: their file names
   * without `.xml`. The XML does not contain them.
   */
  readonly names?: Readonly<Record<number, string>> | undefined;
}
