import type { PortEntry } from "../../dataset/types.ts";
import type { PolicyRule } from "../types.ts";

/** A rule and its origin. */
export interface Draft extends PolicyRule {
  /** The origin, for messages: `port 22`, `replace.ssh`, `add[0]`. */
  readonly origin: string;
  /** The entry that it opens; `undefined` for additions and needs. */
  readonly entry: PortEntry | undefined;
}
