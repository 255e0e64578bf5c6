import { InvalidConfigurationError } from "../errors.ts";

/** The work that may still be done for one configuration, so that none takes for ever. */
export class Budget {
  #left: number;

  /** @param work - about so many comparisons of two addresses */
  constructor(work = 15_000_000) {
    this.#left = work;
  }

  /** @throws {@link InvalidConfigurationError} once nothing is left */
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
