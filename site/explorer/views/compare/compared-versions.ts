import { isCpanelPortsError, type ResolvedVersion, releases, resolveVersion } from "cpanel-ports";
import type { Route } from "../../route.ts";

/** The versions of an address as written, and as the package resolves them or rejects one. */
export type ComparedVersions = { readonly from: string; readonly to: string } & (
  | { readonly before: ResolvedVersion; readonly after: ResolvedVersion }
  | { readonly problem: string }
);

/** Reads the two versions that an address compares (default: the two newest with long-term support). */
export function comparedVersions({ path }: Route): ComparedVersions {
  const [older = 0, newer = 0] = releases
    .filter((each) => each.longTermSupport === true)
    .slice(-2)
    .map((each) => each.release);
  const from = path[0] || String(older);
  const to = path[1] || String(newer);
  try {
    return { from, to, before: resolveVersion(from), after: resolveVersion(to) };
  } catch (error) {
    if (isCpanelPortsError(error)) {
      return { from, to, problem: error.message };
    }
    throw error;
  }
}
