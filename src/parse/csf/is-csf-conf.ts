import { csfLines, readCsfAssignment } from "../../net/csf-conf.ts";

/** Tells whether an input is a `csf.conf`, not one of the lists. */
export function isCsfConf(text: string): boolean {
  for (const { content } of csfLines(text)) {
    if (readCsfAssignment(content)?.name === "TCP_IN") {
      return true;
    }
  }
  return false;
}
