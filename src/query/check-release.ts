import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { checkVersion } from "./check-version.ts";
import type { ReleaseOrVersion } from "./resolved-version.ts";

/** Returns the release that answers for a release number or a resolved version; throws otherwise. */
export function checkRelease(release: ReleaseOrVersion): ReleaseNumber {
  return checkVersion(release).release;
}
