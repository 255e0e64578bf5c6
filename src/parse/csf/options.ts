import type { HostLists } from "../host-lists.ts";
import type { ParseOptions } from "../types.ts";

/** Options of {@link parse.parseCsf | parseCsf}. */
export interface ParseCsfOptions extends ParseOptions {
  /**
   * Maps the index of an input, from 0, to `"allow"` for `csf.allow` or `"deny"` for `csf.deny`. Needed only if
   * the comment at the top of the file does not identify it.
   */
  readonly lists?: HostLists | undefined;
}
