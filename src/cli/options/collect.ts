/** Reads `a,b`, and adds it to what was given before. */
export function collect(values: string, before: readonly string[] = []): string[] {
  return [...before, ...values.split(",").map((each) => each.trim())];
}
