import type { Origin } from "../net/types.ts";
import { originText } from "../util/excerpt.ts";
import type { Place } from "./notes.ts";

/** Returns the origin of a line, in a format without tables and chains. */
export function lineOrigin({ input, line }: Place, raw: string): Origin {
  return { input, line, text: originText(raw), table: null, chain: null };
}
