import { basename } from "node:path";

/** Returns file names without their directories; with them if two names are equal. */
export function shortNames(names: readonly string[]): readonly string[] {
  const short = names.map((name) => basename(name));
  return new Set(short).size === short.length ? short : names;
}
