import type { HostLists } from "../host-lists.ts";
import type { ParseOptions } from "../types.ts";

/** How {@link parse.parseCsf} reads its inputs. */
export interface ParseCsfOptions extends ParseOptions {
  /**
   * Which of the inputs, by its index from 0, is a `csf.allow` and which is a `csf.deny`. Needed only if
   * the comment at its top does not say it.
   */
  readonly lists?: HostLists | undefined;
  /** The indices of the inputs that are a `csf.deny`: short for `lists`. */
  readonly deny?: readonly number[] | undefined;
}
