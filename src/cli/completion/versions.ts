import { laterReleases } from "../../query/later-releases.ts";
import { releases } from "../../query/releases.ts";
import type { Values } from "./values.ts";

/** Returns the releases with a page, and the later ones. */
export function versions(): Values {
  return { words: [...releases, ...laterReleases].map(({ release }) => `${release}`) };
}
