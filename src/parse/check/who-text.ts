import { familyNames } from "../../net/family-names.ts";
import type { Family, WhoMay } from "../../net/types.ts";

/** The maximum number of addresses and networks that are named. */
const named = 3;

/** Names the remote machines of a family: all, all except some, or some. */
export function whoText({ sources, except }: WhoMay, family: Family): string {
  if (sources !== "any") {
    return listText(sources);
  }
  const all = `every ${familyNames[family]} address`;
  return except.length === 0 ? all : `${all} but ${listText(except)}`;
}

function listText(networks: readonly string[]): string {
  const more = networks.length - named;
  return [...networks.slice(0, named), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
