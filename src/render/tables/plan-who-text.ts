import { familyNames } from "../../net/family-names.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family, WhoMay } from "../../net/types.ts";
import { wholeFamily } from "../../net/whole-family.ts";
import { whoText } from "./who-text.ts";

/**
 * Returns the addresses of a change in words: `every IPv4 address except 203.0.113.9`.
 *
 * @param families - the families that the plan changes
 */
export function planWhoText({ sources, except }: WhoMay, families: readonly Family[]): string {
  if (sources !== "any") {
    return [
      ...allFamilies.filter((each) => sources.includes(wholeFamily[each])).map(everyAddress),
      ...listed(sources.filter((each) => !isWhole(each))),
    ].join(" and ");
  }
  const leftOf = (some: readonly Family[]) =>
    some.filter((each) => !except.includes(wholeFamily[each]));
  // A possible change may concern a family that was not read.
  const left = leftOf(families).length > 0 ? leftOf(families) : leftOf(allFamilies);
  const [only] = left;
  const rest = except.filter((each) => !isWhole(each));
  const text = whoText({ sources: "any", except: rest });
  return left.length === 1 && only ? text.replace("anywhere", everyAddress(only)) : text;
}

function listed(sources: readonly string[]): readonly string[] {
  return sources.length === 0 ? [] : [whoText({ sources, except: [] })];
}

function isWhole(network: string): boolean {
  return network === wholeFamily.ipv4 || network === wholeFamily.ipv6;
}

function everyAddress(family: Family): string {
  return `every ${familyNames[family]} address`;
}
