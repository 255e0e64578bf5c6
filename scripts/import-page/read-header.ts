import type { Page } from "../../src/schema/page.ts";
import { PageError } from "./page-error.ts";
import { type Section, sectionsOf } from "./sections.ts";
import { addressOf, refuse, type Source, textOf } from "./source.ts";

/** The address of the documentation. */
export const documentation = "https://docs.cpanel.net/";

/** The address of the newest page; older pages are below it, by number. */
export const firewallPages = `${documentation}knowledge-base/general-systems-administration/how-to-configure-your-firewall-for-cpanel-services/`;

export const title = "How to Configure Your Firewall for cPanel & WHM Services";
const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Reads the header of a page: its number, address, releases and date of last change. */
export function readHeader(
  source: Source,
): Pick<Page, "page" | "url" | "validFrom" | "validThrough" | "lastModified"> {
  const sections = sectionsOf(source);
  const heading = sections.find((each) => each.title === title);
  if (!heading) {
    throw new PageError(source.file, 1, `the heading ${JSON.stringify(title)}`, "none");
  }
  const span = readSpan(source, heading);
  requireOwnAddress(source, sections, span.validFrom);
  return {
    page: span.validFrom,
    url: source.url.value,
    ...span,
    lastModified: readLastModified(source, heading),
  };
}

function readSpan(source: Source, heading: Section): Pick<Page, "validFrom" | "validThrough"> {
  const [sentence] = heading.content;
  const text = sentence ? textOf(sentence) : "";
  const [, only, from = only, through = only] =
    /^Valid for (?:version (\d+)|versions (\d+) through (\d+|the latest version))$/.exec(text) ??
    [];
  // "the latest version" is not a number: the page has no upper limit.
  if (from === undefined || Number(from) > Number(through)) {
    refuse(
      source,
      sentence ?? heading.heading,
      'the versions for which the page is valid ("Valid for version 112")',
      JSON.stringify(text),
    );
  }
  return {
    validFrom: Number(from),
    validThrough: through === "the latest version" ? "latest" : Number(through),
  };
}

/** Checks that the address has the page's number or none, and that the page's list of versions links to it. */
function requireOwnAddress(source: Source, sections: readonly Section[], page: number): void {
  const { value, line } = source.url;
  if (value !== firewallPages && value !== `${firewallPages}${page}/`) {
    throw new PageError(
      source.file,
      line,
      `the address ${firewallPages}, or ${page}/ below it`,
      value,
    );
  }
  const entry = sections.find((each) => each.title === String(page));
  const [link] = entry?.heading.children ?? [];
  const address = link?.type === "link" ? addressOf(source, link)?.href : undefined;
  if (address !== value) {
    refuse(
      source,
      entry?.heading,
      `${page} in the list of versions, with a link to ${value}`,
      address ?? "none",
    );
  }
}

function readLastModified(source: Source, heading: Section): string {
  const paragraph = sectionsOf(source)
    .flatMap((section) => section.content)
    .find((node) => node.type === "paragraph" && textOf(node).startsWith("Last modified:"));
  const text = paragraph ? textOf(paragraph) : "none";
  const [, year, month, day] = /^Last modified: (\d{4}) ([A-Z][a-z]+) (\d{1,2})$/.exec(text) ?? [];
  const number = months.indexOf(month ?? "") + 1;
  const date = `${year}-${String(number).padStart(2, "0")}-${day?.padStart(2, "0")}`;
  const time = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(time.valueOf()) || time.toISOString().slice(0, 10) !== date) {
    refuse(
      source,
      paragraph ?? heading.heading,
      'the day of the last change ("Last modified: 2025 September 2")',
      JSON.stringify(text),
    );
  }
  return date;
}
