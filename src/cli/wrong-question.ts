/** A well-formed question that has no answer; the message states the reason. */
export class WrongQuestion extends Error {
  override readonly name = "WrongQuestion";
}
