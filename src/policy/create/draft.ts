import type { PortEntry } from "../../dataset/types.ts";
import type { PolicyRule } from "../types.ts";

/** A rule, with what it comes from. */
export interface Draft extends PolicyRule {
  /** The words that the caller has for it, for messages: `port 22`, `replace.ssh`, `add[0]`. */
  readonly origin: string;
  /** The entry that it opens; none for an addition. */
  readonly entry: PortEntry | undefined;
}
