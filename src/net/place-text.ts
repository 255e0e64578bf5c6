import type { Origin } from "./types.ts";

/**
 * Returns the place in an input as text: `csf.conf, line 4`; without a name, `line 4` in the first input and
 * `input 2, line 4` in others. Empty for an unnamed input without lines.
 *
 * @param names - the names of the inputs, if known
 */
export function placeText(
  { input, line }: Pick<Origin, "input" | "line">,
  names: readonly string[] = [],
): string {
  const name = names[input] ?? (input > 0 ? `input ${input + 1}` : undefined);
  return [...(name === undefined ? [] : [name]), ...(line === null ? [] : [`line ${line}`])].join(
    ", ",
  );
}
