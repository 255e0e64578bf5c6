import { laterReleases } from "../../query/later-releases.ts";
import { releases } from "../../query/releases.ts";
import type { Values } from "./values.ts";

/** Returns the documented and later releases. */
export function versions(): Values {
  return { words: [...releases, ...laterReleases].map(({ release }) => `${release}`) };
}
