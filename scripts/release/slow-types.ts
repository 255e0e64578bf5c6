/**
 * Returns the files in which `deno publish` finds slow types, from what it prints.
 *
 * @throws Error if it finds anything else
 */
export function slowTypes(printed: string): readonly string[] {
  const total = /^error: Found (\d+) problems?$/m.exec(printed)?.[1];
  const places = [
    ...printed.matchAll(/^error\[(?:missing-explicit[\w-]+)\].*\n +--> (\S+?):\d+:\d+$/gm),
  ];
  if (total === undefined || places.length !== Number(total)) {
    throw new Error(`deno publish found more than slow types:\n${printed}`);
  }
  return [...new Set(places.map(([, file = ""]) => file.replace(/^.*\/(?=src\/)/, "")))].sort();
}
