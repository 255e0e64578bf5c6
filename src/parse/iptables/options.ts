import type { Family } from "../../net/types.ts";
import type { ParseOptions } from "../types.ts";

/** The options of {@link parse.parseIptables | parseIptables}. */
export interface ParseIptablesOptions extends ParseOptions {
  /** The family of inputs that do not name it; the heading of `iptables-save` does. */
  readonly family?: Family | undefined;
  /**
   * The families of inputs by index, from 0, as their file names suggest. Used only where the inputs name no family,
   * and for the first of two tables with the same name. `family` takes precedence.
   */
  readonly families?: Readonly<Partial<Record<number, Family>>> | undefined;
}
