import { sectionsOf } from "./sections.ts";
import { addressOf, type Source } from "./source.ts";

/** A version in a page's list of versions, and the address that it leads to. */
export interface ListedVersion {
  readonly version: number;
  readonly address: string;
}

/** Returns the page's list of versions: headings that are a number and lead somewhere. */
export function readVersions(source: Source): ListedVersion[] {
  return sectionsOf(source).flatMap(({ title, heading }) => {
    const link = heading.children.find((child) => child.type === "link");
    const address = link && addressOf(source, link);
    return /^\d+$/.test(title) && address
      ? [{ version: Number(title), address: address.href }]
      : [];
  });
}
