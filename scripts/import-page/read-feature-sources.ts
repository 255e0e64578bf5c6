import type { RootContent } from "mdast";
import { visit } from "unist-util-visit";
import { ipAddress, type Page, portNumber } from "../../src/schema/page.ts";
import type { Part, Section } from "./sections.ts";
import { refuse, type Source, textOf } from "./source.ts";

type FeatureSources = Exclude<Page["featureSources"], "undocumented">;

/** The section on the addresses of features: the ports they need, and where each comes from. */
export function readFeatureSources(source: Source, part: Part): FeatureSources {
  const ports = codesIn(part.content).map((code) => portNumber.safeParse(Number(code)));
  if (ports.length === 0 || ports.some((port) => !port.success)) {
    const found = codesIn(part.content).join(", ") || "none";
    refuse(source, part.heading, "port numbers as code below, and no other code", found);
  }
  if (part.sections.length === 0) {
    refuse(source, part.heading, "a section for each feature", "none");
  }
  return {
    ports: ports.flatMap((port) => (port.success ? [port.data] : [])),
    features: part.sections.map((section) => readFeature(source, section)),
  };
}

function readFeature(
  source: Source,
  { title, heading, content }: Section,
): FeatureSources["features"][number] {
  if (heading.depth !== 3) {
    refuse(
      source,
      heading,
      "a heading of depth 3, the name of a feature",
      `depth ${heading.depth}`,
    );
  }
  const addresses = content.flatMap((node) =>
    node.type === "list" ? node.children.map((item) => ({ item, text: textOf(item) })) : [],
  );
  for (const { item, text } of addresses) {
    if (!ipAddress.safeParse(text).success) {
      refuse(source, item, "an IP address", JSON.stringify(text));
    }
  }
  // The commands can stand in a table, in whose cells a pipe begins a new one, so all text is read.
  const feeds = [...textOf(content).matchAll(/\bcurl -O (\S+)/g)].map(([, url]) => url ?? "");
  for (const feed of feeds) {
    if (!URL.canParse(feed) || new URL(feed).protocol !== "https:") {
      refuse(source, heading, "an https address after curl -O", JSON.stringify(feed));
    }
  }
  if (addresses.length + feeds.length === 0) {
    refuse(source, heading, "addresses in a list, or commands that fetch them, below", "none");
  }
  return { name: title, addresses: addresses.map((each) => each.text), feeds };
}

function codesIn(content: readonly RootContent[]): string[] {
  const codes: string[] = [];
  for (const node of content) {
    visit(node, "inlineCode", (code) => {
      codes.push(code.value);
    });
  }
  return codes;
}
