import { familyNames } from "../../net/family-names.ts";
import type { DefaultAction, Direction } from "../../net/types.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import type { AccessGroup, Certainty } from "./access-groups.ts";

/** What the certainty of a group means, in words; nothing for ports that are open. */
export const certaintyTexts: Readonly<Record<Certainty, string>> = {
  open: "",
  undetermined: "in doubt: open or closed",
  "may-be-closed-to-some": "open, perhaps not to some",
  "may-be-open-to-some": "closed, perhaps not to some",
  limited: "open, up to a limit",
};

/** The most groups of a direction that a description names; the others are counted. */
const namedGroups = 20;

/** Says what happens to connections that no rule matches; nothing where all are accepted, as a group says so. */
export function defaultText(action: DefaultAction, hasGroups: boolean): string {
  if (action === "accept") {
    return "";
  }
  return hasGroups ? "Everything else is dropped." : "Everything is dropped.";
}

/** Says who reaches what, for those who do not see it. */
export function accessDescription(
  { families, defaults }: PolicyOrExposure,
  groups: Readonly<Record<Direction, readonly AccessGroup[]>>,
): string {
  const covered = families.map((family) => familyNames[family]).join(" and ");
  return [
    `Who reaches what over ${covered}.`,
    `Inbound: ${sideText(groups.inbound, defaults.inbound)}`,
    `Outbound: ${sideText(groups.outbound, defaults.outbound)}`,
  ].join(" ");
}

function sideText(groups: readonly AccessGroup[], action: DefaultAction): string {
  const more = groups.length - namedGroups;
  const parts = groups.slice(0, namedGroups).map(({ audience, certainty, count, ports }) => {
    const total = count > 3 ? ` (${count} addresses and networks)` : "";
    const doubt = certaintyTexts[certainty];
    return `${audience}${total}: ${ports}${doubt ? ` (${doubt})` : ""}.`;
  });
  return [...parts, ...(more > 0 ? [`${more} more.`] : []), defaultText(action, groups.length > 0)]
    .filter((part) => part !== "")
    .join(" ");
}
