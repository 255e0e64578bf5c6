/** Returns values without the value of a key. */
export function without(
  values: Readonly<Record<string, string>>,
  key: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).filter(([each]) => each !== key));
}
