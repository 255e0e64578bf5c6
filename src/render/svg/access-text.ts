import { familyNames } from "../../net/family-names.ts";
import type { DefaultAction, Direction } from "../../net/types.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import type { AccessGroups, Certainty } from "./access-groups.ts";

/** What the certainty of a group means, in words; nothing for ports that are open. */
export const certaintyTexts: Readonly<Record<Certainty, string>> = {
  open: "",
  undetermined: "in doubt: open or closed",
  "may-be-closed-to-some": "open, perhaps not to some",
  "may-be-open-to-some": "closed, perhaps not to some",
  limited: "open, up to a limit",
};

/** Says what happens to connections that no rule matches; nothing where all are accepted, as a group says so. */
export function defaultText(action: DefaultAction, hasGroups: boolean): string {
  if (action === "accept") {
    return "";
  }
  return hasGroups ? "Everything else is dropped." : "Everything is dropped.";
}

/** Counts the groups that are left out; empty if there are none. */
export function othersText(others: number): string {
  return others === 0
    ? ""
    : `And ${others} more ${others === 1 ? "group" : "groups"} of addresses.`;
}

/** Says who reaches what, for those who do not see it. */
export function accessDescription(
  { families, defaults }: PolicyOrExposure,
  groups: Readonly<Record<Direction, AccessGroups>>,
): string {
  const covered = families.map((family) => familyNames[family]).join(" and ");
  return [
    `Who reaches what over ${covered}.`,
    `Inbound: ${sideText(groups.inbound, defaults.inbound)}`,
    `Outbound: ${sideText(groups.outbound, defaults.outbound)}`,
  ].join(" ");
}

function sideText({ open, doubts, others }: AccessGroups, action: DefaultAction): string {
  const parts = [...open, ...doubts].map(({ audience, certainty, count, ports }) => {
    const total = count > 3 ? ` (${count} in all)` : "";
    const doubt = certaintyTexts[certainty];
    return `${audience}${total}: ${ports}${doubt ? ` (${doubt})` : ""}.`;
  });
  return [...parts, othersText(others), defaultText(action, parts.length > 0)]
    .filter((part) => part !== "")
    .join(" ");
}
