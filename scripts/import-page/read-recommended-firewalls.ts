import type { Paragraph, PhrasingContent, RootContent } from "mdast";
import { visit } from "unist-util-visit";
import { firewall, type Page } from "../../src/schema/page.ts";
import type { Part, Section } from "./sections.ts";
import { refuse, type Source, textOf } from "./source.ts";

type Recommendation = Page["recommendedFirewalls"][number];

const sectionTitle = / firewall management$/;

/**
 * Reads the firewalls that a page recommends. Each section on the firewall of some operating systems has
 * one sentence with a recommendation. The page summarizes them in two other places, at the top and in a
 * later section, and both must agree.
 */
export function readRecommendedFirewalls(source: Source, part: Part): Page["recommendedFirewalls"] {
  const sections = part.sections.filter((each) => sectionTitle.test(each.title));
  if (sections.length === 0) {
    refuse(source, part.heading, "sections on firewall management below", "none");
  }
  const recommendations = sections.map((section) => readSection(source, section));
  const others = part.sections.filter((each) => !sectionTitle.test(each.title));
  for (const [place, content] of [
    ["at the top", part.content],
    ["in a later section", others.flatMap((each) => each.content)],
  ] as const) {
    const sums = content.flatMap(paragraphsIn).filter(isSum);
    if (sums.length === 0) {
      const expected = `a sentence that summarizes the recommended firewalls, ${place}`;
      refuse(source, part.heading, expected, "none");
    }
    for (const sum of sums) {
      requireAgreement(source, sum, recommendations);
    }
  }
  return recommendations;
}

function isSum(paragraph: Paragraph): boolean {
  const text = textOf(paragraph);
  return /\bWe recommend\b/.test(text) && /\boperating systems?\b/.test(text);
}

function readSection(source: Source, { heading, content }: Section): Recommendation {
  const [found, second] = content.flatMap(paragraphsIn).flatMap((paragraph) => {
    const [, systems] =
      /\brecommend\b.* that run the (.+?) operating systems?\b/.exec(textOf(paragraph)) ?? [];
    return systems === undefined ? [] : [{ paragraph, systems }];
  });
  if (!found) {
    const expected = "a sentence below that recommends a firewall for systems";
    refuse(source, heading, expected, "none");
  }
  if (second) {
    refuse(source, second.paragraph, "one recommendation in the section", "a second one");
  }
  const { paragraph, systems } = found;
  const code = paragraph.children.find((each) => each.type === "inlineCode");
  return {
    firewall: readFirewall(source, paragraph, code),
    systems: readSystems(source, paragraph, systems),
  };
}

function readFirewall(
  source: Source,
  paragraph: Paragraph,
  code: PhrasingContent | undefined,
): Recommendation["firewall"] {
  const name = firewall.safeParse(code?.type === "inlineCode" ? code.value : undefined);
  return name.success
    ? name.data
    : refuse(
        source,
        paragraph,
        `the name of a firewall as code (${firewall.options.join(", ")})`,
        code ? JSON.stringify(textOf(code)) : "none",
      );
}

/** Splits "CentOS 7, CloudLinux 8 or higher, and AlmaLinux OS" into names and versions. */
function readSystems(
  source: Source,
  paragraph: Paragraph,
  text: string,
): Recommendation["systems"][number][] {
  return text
    .replace(/\bor higher\b/g, "+")
    .split(/,? (?:and|or) |, /)
    .map((words) => {
      // A name has no digits: they would be a version in an unknown form.
      const [, name, version, higher] = /^([A-Z]\D*?)(?: (\d+)( ?\+)?)?$/.exec(words.trim()) ?? [];
      if (name === undefined) {
        const expected =
          "the name of a system, with a whole number as its version or without a version";
        refuse(source, paragraph, expected, JSON.stringify(words));
      }
      return {
        name: name.replace(/[™®]/g, "").replace(/ OS$/, ""),
        versions: version === undefined ? "any" : `${version}${higher ? "+" : ""}`,
      };
    });
}

function paragraphsIn(node: RootContent): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  visit(node, "paragraph", (paragraph) => {
    paragraphs.push(paragraph);
  });
  return paragraphs;
}

function systemLinks(paragraph: Paragraph): PhrasingContent[] {
  return paragraph.children.filter(
    (each) => each.type === "link" && / operating systems?$/.test(textOf(each)),
  );
}

/** Reads a summary, which pairs the name of a firewall, as code, with a link that names systems, in either order. */
function requireAgreement(
  source: Source,
  sum: Paragraph,
  recommendations: readonly Recommendation[],
): void {
  const links = systemLinks(sum);
  const parts = sum.children.filter((each) => each.type === "inlineCode" || links.includes(each));
  const said: Recommendation[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const pair = parts.slice(index, index + 2);
    const code = pair.find((each) => each.type === "inlineCode");
    const link = pair.find((each) => each.type === "link");
    if (!link || !code) {
      refuse(source, sum, "pairs of a firewall and its systems", JSON.stringify(textOf(sum)));
    }
    const systems = textOf(link)
      .replace(/^the /, "")
      .replace(/ operating systems?$/, "");
    said.push({
      firewall: readFirewall(source, sum, code),
      systems: readSystems(source, sum, systems),
    });
  }
  const names = recommendations.flatMap((each) => each.systems.map(({ name }) => name));
  const split = new Set(names.filter((name, index) => names.indexOf(name) < index));
  const expected = statements(recommendations, split);
  const found = statements(said, split);
  if (found !== expected) {
    refuse(source, sum, `the recommendations of the sections (${expected})`, found);
  }
}

/**
 * Returns the firewall of each system. The summaries and sections state versions with different precision,
 * so versions are omitted, except for systems that are split between two firewalls.
 */
function statements(
  recommendations: readonly Recommendation[],
  split: ReadonlySet<string>,
): string {
  return recommendations
    .flatMap((each) =>
      each.systems.map(({ name, versions }) =>
        split.has(name)
          ? `${each.firewall} for ${name} ${versions.replace("+", "")}`
          : `${each.firewall} for ${name}`,
      ),
    )
    .sort()
    .join("; ");
}
