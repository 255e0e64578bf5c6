import { isIP } from "node:net";
import type { ListItem, RootContent } from "mdast";
import { visit } from "unist-util-visit";
import { ipAddress, type Page, portNumber } from "../../src/schema/page.ts";
import type { Part, Section } from "./sections.ts";
import { refuse, type Source, textOf } from "./source.ts";

type FeatureSources = Exclude<Page["featureSources"], "undocumented">;

/** Reads the section on the addresses of features: their ports, and the addresses of each feature. */
export function readFeatureSources(source: Source, part: Part): FeatureSources {
  const ports = codesIn(part.content).map((code) =>
    portNumber.safeParse(/^\d+$/.test(code) ? Number(code) : code),
  );
  if (ports.length === 0 || ports.some((port) => !port.success)) {
    const found = codesIn(part.content).join(", ") || "none";
    refuse(source, part.heading, "port numbers as code below, and no other code", found);
  }
  if (part.sections.length === 0) {
    refuse(source, part.heading, "one section per feature", "none");
  }
  const names = part.sections.map((section) => section.title);
  const again = part.sections.find((section, index) => names.indexOf(section.title) < index);
  if (again) {
    refuse(source, again.heading, "one section per feature", JSON.stringify(again.title));
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
      "a heading of depth 3 with the name of a feature",
      `depth ${heading.depth}`,
    );
  }
  const addresses = content.flatMap((node) =>
    node.type === "list" ? node.children.map((item) => readAddress(source, item)) : [],
  );
  const named = addressesIn(textOf(content));
  if (named.length !== addresses.length) {
    refuse(source, heading, "addresses only in a list below", named.join(", "));
  }
  // Commands can be in a table, where a pipe starts a new cell, so all text is read.
  const commands = textOf(content).match(/\b(?:curl|wget)\s/g) ?? [];
  const feeds = [...textOf(content).matchAll(/\bcurl -O (\S+)/g)].map(([, url]) => url ?? "");
  if (commands.length !== feeds.length) {
    refuse(source, heading, "only curl -O as a download command", commands.join(", "));
  }
  for (const feed of feeds) {
    if (!URL.canParse(feed) || new URL(feed).protocol !== "https:") {
      refuse(source, heading, "an https address after curl -O", JSON.stringify(feed));
    }
  }
  if (addresses.length + feeds.length === 0) {
    refuse(source, heading, "a list of addresses or download commands below", "none");
  }
  return { name: title, addresses, feeds };
}

/** Returns the address in a list item, which must be its only content and be written as code. */
function readAddress(source: Source, item: ListItem): string {
  const [paragraph, ...rest] = item.children;
  const [code, ...others] = paragraph?.type === "paragraph" ? paragraph.children : [];
  const isAlone = code?.type === "inlineCode" && rest.length + others.length === 0;
  const address = ipAddress.safeParse(isAlone ? code.value : undefined);
  return address.success
    ? address.data
    : refuse(source, item, "an IP address, as code", JSON.stringify(textOf(item)));
}

/** Returns the words of text that are addresses or networks. */
function addressesIn(text: string): string[] {
  return text
    .split(/[\s,;()]+/)
    .filter((word) => isIP(word.replace(/[.:]$/, "").replace(/\/\d+$/, "")) !== 0);
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
