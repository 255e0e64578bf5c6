import { InvalidConfigurationError } from "../errors.ts";
import * as limits from "../util/limits.ts";

/** Counts the work done for one configuration, and refuses one that needs too much. */
export class Budget {
  #left: number;

  /** @param work - in units of about one comparison of two addresses */
  constructor(work: number = limits.work) {
    this.#left = work;
  }

  /** @throws {@link InvalidConfigurationError} once the work exceeds the budget */
  spend(work: number): void {
    this.#left -= work;
    if (this.#left < 0) {
      throw new InvalidConfigurationError(
        "the rules combine in more ways than can be followed; expected the rules of a firewall for a server",
        undefined,
        undefined,
      );
    }
  }
}
