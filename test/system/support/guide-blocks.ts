import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A fenced `sh` block of a guide, and its heading. */
export interface GuideBlock {
  readonly heading: string;
  readonly text: string;
}

/** Returns the `sh` blocks of a guide in order, verbatim. */
export function guideBlocks(guide: string): readonly GuideBlock[] {
  const text = readFileSync(join(import.meta.dirname, `../../../docs/${guide}.md`), "utf8");
  return text.split(/^## /m).flatMap((section) =>
    [...section.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => ({
      heading: section.slice(0, section.indexOf("\n")),
      text: block,
    })),
  );
}
