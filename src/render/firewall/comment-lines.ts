import type { PolicyOrExposure } from "../../policy/types.ts";
import { headerLines } from "./header.ts";

/** The header of a file in which a comment is a line that begins with `#`. */
export function commentLines(
  policy: PolicyOrExposure,
  notes: readonly string[],
): readonly string[] {
  return headerLines(policy, notes).map((line) => `# ${line}`);
}
