import type { Origin } from "../../net/types.ts";
import { nearestWord } from "../../util/nearest-word.ts";
import { deciding, keywords } from "./keywords.ts";
import { unknownKeyword } from "./unknown-keyword.ts";

const known: ReadonlySet<string> = new Set(keywords.map((each) => each.toLowerCase()));

/**
 * Returns whether a keyword is known. A newer sshd may have one that is not.
 *
 * @throws {@link InvalidConfigurationError} if no sshd can have such a keyword, or it is probably a misspelled one
 *   that decides where sshd listens
 */
export function isKnownKeyword(keyword: string, origin: Origin): boolean {
  if (known.has(keyword.toLowerCase())) {
    return true;
  }
  if (!/^[a-z][a-z\d]*$/i.test(keyword) || nearestWord(keyword, deciding) !== undefined) {
    throw unknownKeyword(keyword, origin);
  }
  return false;
}
