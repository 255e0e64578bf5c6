/** Thrown when an option cannot be applied. */
export class OptionProblem extends Error {
  /** The option. */
  readonly field: string;

  constructor(message: string, field: string) {
    super(message);
    this.name = "OptionProblem";
    this.field = field;
  }
}
