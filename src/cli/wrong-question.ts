/** A well-formed question that has no answer; the message says why. */
export class WrongQuestion extends Error {
  override readonly name = "WrongQuestion";
}
