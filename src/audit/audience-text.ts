import { familyNames } from "../net/family-names.ts";
import { allFamilies } from "../net/remote-addresses.ts";
import type { WhoMay } from "../net/types.ts";
import { wholeFamily } from "../net/whole-family.ts";
import { listText } from "./list-text.ts";

/** The maximum number of addresses to name; the rest are counted. */
const namedAddresses = 3;

/** Describes remote addresses: `everybody over IPv6 except 2001:db8::/32`. */
export function audienceText({ sources, except }: WhoMay, shown = namedAddresses): string {
  if (sources !== "any") {
    const family = allFamilies.find(
      (each) => sources.length === 1 && sources[0] === wholeFamily[each],
    );
    return family ? `everybody over ${familyNames[family]}` : addressesText(sources, shown);
  }
  const left = allFamilies.filter((family) => !except.includes(wholeFamily[family]));
  const blocked = except.filter((each) => each !== wholeFamily.ipv4 && each !== wholeFamily.ipv6);
  const [only] = left;
  return [
    left.length === 1 && only ? `everybody over ${familyNames[only]}` : "everybody",
    ...(blocked.length > 0 ? [`except ${addressesText(blocked, shown)}`] : []),
  ].join(" ");
}

function addressesText(addresses: readonly string[], shown: number): string {
  return listText(addresses, shown, "addresses and networks");
}
