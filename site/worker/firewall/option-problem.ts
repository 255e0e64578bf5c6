/** That an option cannot be followed. */
export class OptionProblem extends Error {
  /** The option. */
  readonly field: string;

  constructor(message: string, field: string) {
    super(message);
    this.name = "OptionProblem";
    this.field = field;
  }
}
