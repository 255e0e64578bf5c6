/** A question that was put well and has no answer in the dataset. */
export class WrongQuestion extends Error {
  override readonly name = "WrongQuestion";
}
