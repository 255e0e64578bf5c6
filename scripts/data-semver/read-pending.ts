import read from "@changesets/read";
import type { Level } from "../../src/schema/history.ts";

/** Returns the levels of the pending changesets of a package. */
export async function readPending(root: string, packageName: string): Promise<Level[]> {
  const changesets = await read(root);
  return changesets
    .flatMap((each) => each.releases)
    .flatMap(({ name, type }) => (name === packageName && type !== "none" ? [type] : []));
}
