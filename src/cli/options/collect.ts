/** Splits `a,b` and appends the values to the previous ones. */
export function collect(values: string, before: readonly string[] = []): string[] {
  return [...before, ...values.split(",").map((each) => each.trim())];
}
