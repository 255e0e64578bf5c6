import { createHash } from "node:crypto";
import { type Page, page } from "../../src/schema/page.ts";
import { parsePage } from "./parse-page.ts";
import { readFeatureSources } from "./read-feature-sources.ts";
import { readHeader, title } from "./read-header.ts";
import { readLicenseCallback } from "./read-license-callback.ts";
import { readPortTable } from "./read-port-table.ts";
import { readRecommendedFirewalls } from "./read-recommended-firewalls.ts";
import { tablesIn } from "./read-table.ts";
import { type Part, partsOf, sectionsOf } from "./sections.ts";
import { refuse, type Source, textOf } from "./source.ts";

const licenseCallback = "The License Callback Mechanism";
const featureAddresses = "IP addresses for specific features";

/**
 * Reads a documentation page.
 *
 * @param file - the file name; its extension decides between Markdown (`.md`) and HTML (`.html`, `.htm`)
 * @param bytes - the content, which the digest is computed from
 * @throws {@link PageError} when the page does not have the expected form; the error names the line
 */
export function readPage(file: string, bytes: Uint8Array): Page {
  const source = parsePage(file, bytes);
  const header = readHeader(source);
  const parts = partsOf(sectionsOf(source), 2);
  for (const each of parts) {
    requireKnown(source, each);
  }
  const ports = requirePart(source, parts, "Ports");
  const [callback, ...others] = ports.sections;
  if (callback?.title !== licenseCallback || others.length > 0) {
    const found = ports.sections.map((each) => each.title).join(", ") || "none";
    refuse(
      source,
      (others[0] ?? callback ?? ports).heading,
      `only the section ${JSON.stringify(licenseCallback)} below Ports`,
      found,
    );
  }
  const features = findPart(source, parts, featureAddresses);
  const examples = requirePart(source, parts, "Example configurations");

  const tables = {
    ports: readPortTable(source, ports),
    licenseCallback: readLicenseCallback(source, callback),
  };
  requireNoOtherPortTable(source, [...ports.content, ...callback.content]);
  return page.parse({
    ...header,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    ...tables,
    featureSources: features ? readFeatureSources(source, features) : "undocumented",
    recommendedFirewalls: readRecommendedFirewalls(source, examples),
  } satisfies Page);
}

/** Refuses unknown parts, because they could contain facts that are not read. */
function requireKnown(source: Source, part: Part): void {
  const known = [title, "Overview", "Ports", featureAddresses, "Example configurations"];
  if (part.heading.depth === 2 && !known.includes(part.title)) {
    refuse(
      source,
      part.heading,
      `one of the headings ${known.join(", ")}`,
      JSON.stringify(part.title),
    );
  }
}

/** Refuses tables of ports in other sections, because they would be lost. */
function requireNoOtherPortTable(source: Source, read: Source["tree"]["children"]): void {
  const known = tablesIn(read);
  const other = tablesIn(source.tree.children).find(
    (table) =>
      !known.includes(table) &&
      table.children[0]?.children.some((cell) => /^ports?$/i.test(textOf(cell))),
  );
  if (other) {
    refuse(source, other, "tables of ports only below Ports", "another one");
  }
}

function requirePart(source: Source, parts: readonly Part[], name: string): Part {
  const part = findPart(source, parts, name);
  return part ?? refuse(source, undefined, `the heading ${JSON.stringify(name)}`, "none");
}

function findPart(source: Source, parts: readonly Part[], name: string): Part | undefined {
  const found = parts.filter((each) => each.title === name);
  const [part, second] = found;
  if (second) {
    refuse(source, second.heading, `one heading ${JSON.stringify(name)}`, "a second one");
  }
  return part;
}
