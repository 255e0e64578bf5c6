import { csfLines, readCsfAssignment } from "../../net/csf-conf.ts";

/** Returns whether an input is `csf.conf` rather than a list. */
export function isCsfConf(text: string): boolean {
  for (const { content } of csfLines(text)) {
    if (readCsfAssignment(content)?.name === "TCP_IN") {
      return true;
    }
  }
  return false;
}
