import { type ReleaseNumber, releases } from "cpanel-ports";

/** Which releases the matrix shows. */
export interface Shown {
  readonly from: ReleaseNumber;
  readonly to: ReleaseNumber;
  /** Whether only these two are shown, and only the ports in which they differ. */
  readonly onlyEnds: boolean;
  readonly releases: readonly ReleaseNumber[];
}

const all = releases.map((each) => each.release);

/** Reads the releases that an address asks for; an invalid release becomes the first or the last one. */
export function shownReleases(query: URLSearchParams): Shown {
  const from = releaseIn(query.get("from")) ?? all[0] ?? 102;
  const to = releaseIn(query.get("to")) ?? all.at(-1) ?? 126;
  const onlyEnds = query.get("only") === "differences";
  const [oldest, newest] = from < to ? [from, to] : [to, from];
  return {
    from: oldest,
    to: newest,
    onlyEnds,
    releases: onlyEnds
      ? [...new Set([oldest, newest])]
      : all.filter((each) => each >= oldest && each <= newest),
  };
}

function releaseIn(text: string | null): ReleaseNumber | null {
  const number = Number(text);
  return all.find((each) => each === number) ?? null;
}
