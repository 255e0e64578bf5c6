import type { Family } from "../../net/types.ts";
import type { ParseOptions } from "../types.ts";

/** How {@link parse.parseIptables} reads. */
export interface ParseIptablesOptions extends ParseOptions {
  /** The family of inputs that do not name it; the heading that `iptables-save` writes does. */
  readonly family?: Family | undefined;
  /**
   * The families of inputs by their indices from 0, as the names of their files tell: for what the inputs do
   * not name, and only for the first of two tables of the same name. `family` comes before it.
   */
  readonly families?: Readonly<Partial<Record<number, Family>>> | undefined;
}
