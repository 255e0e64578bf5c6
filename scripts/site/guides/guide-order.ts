import { readdirSync } from "node:fs";
import { join } from "node:path";

/** A part of the guides, with its pages in reading order. */
export interface GuidePart {
  readonly title: string;
  /** The pages, by their paths in `docs` without `.md`. */
  readonly pages: readonly string[];
}

const docs = join(import.meta.dirname, "../../../docs");

/** The directory of the release pages. */
export const releaseFolder = "releases/";

const releasePages = namesIn("releases").toReversed();

/** The guides in reading order. */
export const guideOrder: readonly GuidePart[] = [
  { title: "First steps", pages: ["start", "ports", "compare"] },
  { title: "Firewalls", pages: ["policies", "audit", "findings", "reading"] },
  { title: "Formats", pages: ["nftables", "iptables", "firewalld", "csf", "apf", "ufw"] },
  { title: "The data", pages: ["data", "versions", "changes", ...releasePages, "json"] },
  { title: "Build on it", pages: ["library", "embed", "tables", "pictures", "command", "upgrade"] },
  { title: "Quality", pages: ["everywhere", "performance", "quality"] },
];

const listed = guideOrder.flatMap(({ pages }) => pages);
const missing = namesIn("").filter((name) => !listed.includes(name));
if (missing.length > 0) {
  throw new Error(`docs/${missing[0]}.md has no place in guide-order.ts`);
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(join(docs, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name.slice(0, -3)));
}
