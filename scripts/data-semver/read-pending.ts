import read from "@changesets/read";
import type { Level } from "../../src/schema/history.ts";

/** The levels of the pending changesets of a project that are for a package. */
export async function readPending(root: string, packageName: string): Promise<Level[]> {
  const changesets = await read(root);
  return changesets
    .flatMap((each) => each.releases)
    .flatMap(({ name, type }) => (name === packageName && type !== "none" ? [type] : []));
}
