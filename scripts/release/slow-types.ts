/**
 * Parses the output of `deno publish`, and returns the files with slow types.
 *
 * @throws Error if the output reports another problem, or none
 */
export function slowTypes(printed: string): readonly string[] {
  const total = /^error: Found (\d+) problems?$/m.exec(printed)?.[1];
  const places = [
    ...printed.matchAll(/^error\[(?:missing-explicit[\w-]+)\].*\n +--> (\S+?):\d+:\d+$/gm),
  ];
  if (total === undefined || places.length !== Number(total)) {
    throw new Error(`deno publish: expected only slow types:\n${printed}`);
  }
  return [...new Set(places.map(([, file = ""]) => file.replace(/^.*\/(?=src\/)/, "")))].sort();
}
