import { InvalidConfigurationError } from "../errors.ts";
import * as limits from "../util/limits.ts";

/** Counts the work done for one configuration, and rejects a configuration that needs too much. */
export class Budget {
  #left: number;
  readonly #problem: string;

  /**
   * @param work - in units of about one comparison of two addresses
   * @param problem - the message for a configuration that exceeds the budget
   */
  constructor(
    work: number = limits.work,
    problem = "the rules combine in too many ways to follow",
  ) {
    this.#left = work;
    this.#problem = problem;
  }

  /** @throws {@link InvalidConfigurationError} if the work exceeds the budget */
  spend(work: number): void {
    this.#left -= work;
    if (this.#left < 0) {
      throw new InvalidConfigurationError(
        `${this.#problem}; expected the firewall rules of a server`,
        undefined,
        undefined,
      );
    }
  }
}
