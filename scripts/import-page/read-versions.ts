import { sectionsOf } from "./sections.ts";
import { addressOf, type Source } from "./source.ts";

/** A version in a page's list of versions, with the address that it links to. */
export interface ListedVersion {
  readonly version: number;
  readonly address: string;
}

/** Returns the page's list of versions: numeric headings with a link. */
export function readVersions(source: Source): ListedVersion[] {
  return sectionsOf(source).flatMap(({ title, heading }) => {
    const link = heading.children.find((child) => child.type === "link");
    const address = link && addressOf(source, link);
    return /^\d+$/.test(title) && address
      ? [{ version: Number(title), address: address.href }]
      : [];
  });
}
