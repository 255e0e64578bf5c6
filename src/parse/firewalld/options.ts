import type { ParseOptions } from "../types.ts";

/** How {@link parseFirewalld} reads. */
export interface ParseFirewalldOptions extends ParseOptions {
  /** The XML of services by their names, which their files do not contain. */
  readonly services?: Readonly<Record<string, string>> | undefined;
}
