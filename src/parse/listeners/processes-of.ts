import * as limits from "../../util/limits.ts";

/**
 * Returns the names of processes, sorted, each once. Processes can choose any name, so characters that a
 * terminal would interpret or hide are replaced.
 */
export function processesOf(names: Iterable<string>): readonly string[] {
  const clean = new Set(Array.from(names, cleanName));
  clean.delete("");
  return [...clean].sort().slice(0, limits.processes);
}

function cleanName(name: string): string {
  const text = name.replace(/[\p{C}\p{Z}]+/gu, " ").trim();
  return [...text].slice(0, limits.processName).join("");
}
