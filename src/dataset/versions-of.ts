import type { Dataset, Versions } from "./types.ts";

/** Returns the data that maps versions to the releases that answer for them. */
export function versionsOf({
  releases,
  snapshot,
}: Pick<Dataset, "releases" | "snapshot">): Versions {
  const newest = releases.at(-1);
  return {
    snapshot,
    coveredThrough:
      newest?.source.validThrough === "latest" ? snapshot.latestRelease : Number(newest?.release),
    pages: releases.map(({ release, source }) => [release, source.page]),
  };
}
