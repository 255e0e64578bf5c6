import type { Io } from "../io.ts";
import { isFile } from "./is-file.ts";
import { isVersion } from "./is-version.ts";

/** Arguments, sorted into versions and others. */
interface Words {
  readonly versions: readonly string[];
  readonly others: readonly string[];
  /** Whether every version precedes every other argument. */
  readonly areInOrder: boolean;
}

/** Sorts arguments into versions and others, such as files. A file whose name looks like a version counts as a file. */
export function splitWords(words: readonly string[], io: Io): Words {
  const isMeant = (word: string) => isVersion(word) && !isFile(word, io);
  const versions = words.filter(isMeant);
  return {
    versions,
    others: words.filter((word) => !isMeant(word)),
    areInOrder: words.slice(0, versions.length).every(isMeant),
  };
}
