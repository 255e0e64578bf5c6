import type { Paragraph, PhrasingContent, RootContent } from "mdast";
import { visit } from "unist-util-visit";
import { firewall, type Page } from "../../src/schema/page.ts";
import type { Part, Section } from "./sections.ts";
import { refuse, type Source, textOf } from "./source.ts";

type Recommendation = Page["recommendedFirewalls"][number];

const sectionTitle = / firewall management$/;

/**
 * The firewalls that a page recommends: each section on the firewall of some operating systems has a
 * sentence that does. The page sums them up in two more places, which must agree.
 */
export function readRecommendedFirewalls(source: Source, part: Part): Page["recommendedFirewalls"] {
  const sections = part.sections.filter((each) => sectionTitle.test(each.title));
  if (sections.length === 0) {
    refuse(source, part.heading, "sections on firewall management below", "none");
  }
  const recommendations = sections.map((section) => readSection(source, section));
  const sums = [part, ...part.sections.filter((each) => !sectionTitle.test(each.title))]
    .flatMap((each) => each.content)
    .flatMap(paragraphsIn)
    .filter((each) => /\bWe recommend\b/.test(textOf(each)) && systemLinks(each).length > 0);
  if (sums.length === 0) {
    refuse(source, part.heading, "a sentence that sums the recommended firewalls up", "none");
  }
  for (const sum of sums) {
    requireAgreement(source, sum, recommendations);
  }
  return recommendations;
}

function readSection(source: Source, { heading, content }: Section): Recommendation {
  for (const paragraph of content) {
    const text = paragraph.type === "paragraph" ? textOf(paragraph) : "";
    const [, systems] = /\brecommend\b.* that run the (.+?) operating systems?\b/.exec(text) ?? [];
    if (paragraph.type === "paragraph" && systems !== undefined) {
      const code = paragraph.children.find((each) => each.type === "inlineCode");
      return {
        firewall: readFirewall(source, paragraph, code),
        systems: readSystems(systems),
      };
    }
  }
  return refuse(source, heading, "a sentence below that recommends a firewall for systems", "none");
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

/** "CentOS 7, CloudLinux 8 or higher, and AlmaLinux OS" as names and versions. */
function readSystems(text: string): Recommendation["systems"][number][] {
  return text
    .replace(/\bor higher\b/g, "+")
    .split(/,? (?:and|or) |, /)
    .map((words) => {
      const [, name = "", version, higher] = /^(.+?)(?: (\d+)( ?\+)?)?$/.exec(words.trim()) ?? [];
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

/** A sum pairs the name of a firewall, as code, with a link that names systems, in either order. */
function requireAgreement(
  source: Source,
  sum: Paragraph,
  recommendations: readonly Recommendation[],
): void {
  const links = systemLinks(sum);
  const parts = sum.children.filter((each) => each.type === "inlineCode" || links.includes(each));
  const said: string[] = [];
  for (let index = 0; index < parts.length; index += 2) {
    const pair = parts.slice(index, index + 2);
    const code = pair.find((each) => each.type === "inlineCode");
    const link = pair.find((each) => each.type === "link");
    if (!link || !code) {
      refuse(
        source,
        sum,
        "pairs of a firewall and the systems it is for",
        JSON.stringify(textOf(sum)),
      );
    }
    const systems = textOf(link)
      .replace(/^the /, "")
      .replace(/ operating systems?$/, "");
    said.push(
      ...statements([{ firewall: readFirewall(source, sum, code), systems: readSystems(systems) }]),
    );
  }
  const expected = statements(recommendations).join("; ");
  if (said.sort().join("; ") !== expected) {
    refuse(source, sum, `the recommendations of the sections (${expected})`, said.join("; "));
  }
}

/** Which firewall is for which system; the sums are less exact about versions than the sections. */
function statements(recommendations: readonly Recommendation[]): string[] {
  return recommendations
    .flatMap((each) => each.systems.map(({ name }) => `${each.firewall} for ${name}`))
    .sort();
}
