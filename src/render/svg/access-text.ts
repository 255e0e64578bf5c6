import { familyNames } from "../../net/family-names.ts";
import type { DefaultAction, Direction } from "../../net/types.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import type { AccessGroups, Certainty } from "./access-groups.ts";

/** The certainty of a group in words; empty for open ports. */
export const certaintyTexts: Readonly<Record<Certainty, string>> = {
  open: "",
  undetermined: "in doubt: open or closed",
  "may-be-closed-to-some": "open, may be closed to some",
  "may-be-open-to-some": "closed, may be open to some",
  "open-from-source-ports": "closed, open from certain source ports",
  limited: "open, up to a limit",
};

/** Returns what happens to connections that no rule matches; empty if all are accepted, because a group states that. */
export function defaultText(action: DefaultAction, hasGroups: boolean): string {
  if (action === "accept") {
    return "";
  }
  return hasGroups ? "Everything else is dropped." : "Everything is dropped.";
}

/** Counts the omitted groups; empty if there are none. */
export function othersText(others: number): string {
  return others === 0
    ? ""
    : `And ${others} more ${others === 1 ? "group" : "groups"} of addresses.`;
}

/** Describes who reaches what, for readers who cannot see the picture. */
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
    const total = count > 3 ? ` (${count} in total)` : "";
    const doubt = certaintyTexts[certainty];
    return `${audience}${total}: ${ports}${doubt ? ` (${doubt})` : ""}.`;
  });
  return [...parts, othersText(others), defaultText(action, parts.length > 0)]
    .filter((part) => part !== "")
    .join(" ");
}
