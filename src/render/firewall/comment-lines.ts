import type { PolicyOrExposure } from "../../policy/types.ts";
import { headerLines } from "./header.ts";

/** Returns the header for a file format whose comments begin with `#`. */
export function commentLines(
  policy: PolicyOrExposure,
  notes: readonly string[],
): readonly string[] {
  return headerLines(policy, notes).map((line) => `# ${line}`);
}
