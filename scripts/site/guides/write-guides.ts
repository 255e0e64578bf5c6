import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Root } from "hast";
import { anchorHeadings } from "../shared/anchor-headings.ts";
import { frameWideParts } from "../shared/frame-wide-parts.ts";
import { levelHeadings } from "../shared/level-headings.ts";
import { examplePage } from "./example-page.tsx";
import { guideOrder } from "./guide-order.ts";
import { guidePage } from "./guide-page.tsx";
import { guidesIndexPage } from "./guides-index-page.tsx";
import { linkAddresses } from "./link-addresses.ts";
import { nameRows } from "./name-rows.ts";
import { pointLinks } from "./point-links.ts";
import { type Guide, readGuide } from "./read-guide.ts";
import { showLiveExamples } from "./show-live-examples.ts";

const docs = join(import.meta.dirname, "../../../docs");
const examples = join(docs, "examples");

/** Writes the guides of `docs` as pages, and returns the guides. */
export async function writeGuides(output: string): Promise<readonly Guide[]> {
  const guides = guideOrder.flatMap(({ pages }) => pages.map(readGuide));
  const folder = join(output, "guides");
  for (const [index, guide] of guides.entries()) {
    const tree = await finishedTree(guide, output);
    write(
      join(folder, `${guide.page}.html`),
      guidePage(guide, tree, {
        before: guides[index - 1],
        after: guides[index + 1],
        guides,
        scripts: guide.page === "embed" ? ["embed.js"] : [],
      }),
    );
  }
  cpSync(join(docs, "images"), join(folder, "images"), { recursive: true });
  write(join(folder, "index.html"), guidesIndexPage(guides));
  for (const entry of readdirSync(examples, { withFileTypes: true })) {
    if (entry.isFile()) {
      write(join(folder, `examples/${entry.name}.html`), examplePage(entry.name, guides));
    }
  }
  return guides;
}

async function finishedTree({ page, tree }: Guide, output: string): Promise<Root> {
  const finished = structuredClone(tree);
  levelHeadings()(finished);
  pointLinks(page)(finished);
  if (page === "findings") {
    nameRows()(finished);
  }
  if (page === "json") {
    linkAddresses(output)(finished);
  }
  frameWideParts()(finished);
  await showLiveExamples()(finished);
  anchorHeadings()(finished);
  return finished;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
