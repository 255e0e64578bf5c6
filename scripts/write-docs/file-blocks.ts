import { readFileSync } from "node:fs";
import { join } from "node:path";

const docs = join(import.meta.dirname, "../../docs");
const block = /^(```\w+ (examples\/\S+)\n)[\s\S]*?^```$/gm;

/** Fills each block that names a file of `docs` with the text of that file. */
export function writeFileBlocks(document: string): string {
  return document.replace(
    block,
    (_, head: string, path: string) => `${head}${readFileSync(join(docs, path), "utf8")}\`\`\``,
  );
}
