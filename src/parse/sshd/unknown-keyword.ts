import type { InvalidConfigurationError } from "../../errors.ts";
import type { Origin } from "../../net/types.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { excerpt } from "../../util/excerpt.ts";
import { nearestWord } from "../../util/nearest-word.ts";
import { deciding, keywords } from "./keywords.ts";
import { wrongLine } from "./wrong-line.ts";

/** Returns an error about an unknown keyword, with the nearest known one, preferably one that decides where sshd listens. */
export function unknownKeyword(keyword: string, origin: Origin): InvalidConfigurationError {
  const meant = didYouMean(nearestWord(keyword, deciding) ?? nearestWord(keyword, keywords));
  const what = `has the unknown keyword ${excerpt(keyword)}, which sshd rejects${meant}`;
  return wrongLine(origin, what, origin.text);
}
