import { audienceText } from "../../audit/audience-text.ts";
import { portCount } from "../../net/port-set.ts";
import type {
  Direction,
  ListenerRule,
  PortAccess,
  Qualification,
  WhoMay,
} from "../../net/types.ts";
import { labelOf as ownLabelOf } from "../../policy/label-of.ts";
import type { PolicyOrExposure, PolicyRule } from "../../policy/types.ts";
import { getLicenseCallback } from "../../query/get-license-callback.ts";
import { latestRelease } from "../../query/latest-release.ts";
import { services } from "../../query/services.ts";
import { groupBy } from "../../util/group-by.ts";
import { portsText, rangesOf } from "./ports-text.ts";

const linkLocal = "fe80::/10";

/** What is certain of a group of ports: that they are open, or what is in doubt about them. */
export type Certainty = Qualification | "open" | "undetermined";

/** Ports for the same purpose. */
export interface AccessRow {
  /** What they are for; empty where nothing says so. */
  readonly label: string;
  /** The ports, such as `tcp 22, 80-81; udp 443`. */
  readonly ports: string;
}

/** The ports that the same remote machines may use, or may perhaps use. */
export interface AccessGroup {
  readonly certainty: Certainty;
  /** Who they are, in words. */
  readonly audience: string;
  /** How many addresses and networks that is; 0 for everybody. */
  readonly count: number;
  readonly rows: readonly AccessRow[];
  /** All of the ports, shortened. */
  readonly ports: string;
  /** How many ports and ranges these are. */
  readonly ranges: number;
}

/** Returns who reaches which ports in a direction: what is open to everybody first, what is in doubt last. */
export function accessGroups(
  input: PolicyOrExposure,
  direction: Direction,
): readonly AccessGroup[] {
  const doubts = "undetermined" in input ? input.undetermined : [];
  const qualified = "qualified" in input ? input.qualified : [];
  const isOpen = input.defaults[direction] === "accept";
  return [
    ...(isOpen ? [everyPort(direction, doubts)] : groupsOf(input.rules, direction, "open")),
    ...groupsOf(doubts, direction, "undetermined"),
    ...(["may-be-closed-to-some", "may-be-open-to-some", "limited"] as const).flatMap((certainty) =>
      groupsOf(
        qualified.filter(({ qualification }) => qualification === certainty),
        direction,
        certainty,
      ),
    ),
  ];
}

function everyPort(direction: Direction, doubts: readonly PortAccess[]): AccessGroup {
  const isInDoubt = doubts.some((each) => each.direction === direction);
  const ports = isInDoubt ? "every port but those in doubt" : "every port";
  return {
    certainty: "open",
    audience: audienceOf({ sources: "any", except: [] }, direction),
    count: 0,
    rows: [{ label: "", ports }],
    ports,
    ranges: 1,
  };
}

function groupsOf(
  accesses: readonly PortAccess[],
  direction: Direction,
  certainty: Certainty,
): readonly AccessGroup[] {
  const keyOf = keysOfLists();
  const groups = groupBy(
    accesses.filter((each) => each.direction === direction),
    ({ sources, except }) => `${sources === "any" ? "any" : keyOf(sources)} ${keyOf(except)}`,
  );
  return [...groups.values()].sort(byReach).map((group) => {
    const [{ sources, except }] = group;
    return {
      certainty,
      audience: audienceOf({ sources, except }, direction),
      count: sources === "any" ? 0 : sources.length,
      rows: rowsOf(group),
      ports: portsText(group),
      ranges: rangesOf(group, "tcp").length + rangesOf(group, "udp").length,
    };
  });
}

/** Everybody first, then those who reach the most ports, then the longest lists. */
function byReach(
  a: readonly [PortAccess, ...PortAccess[]],
  b: readonly [PortAccess, ...PortAccess[]],
) {
  const length = ({ sources }: PortAccess) => (sources === "any" ? 0 : sources.length);
  const count = (group: readonly PortAccess[]) => portCount(group.map(({ ports }) => ports));
  return (
    Number(length(a[0]) > 0) - Number(length(b[0]) > 0) ||
    count(b) - count(a) ||
    length(b[0]) - length(a[0])
  );
}

/** Returns what makes a key of a list; of a list that many rules share, once. */
function keysOfLists(): (list: readonly string[]) => string {
  const keys = new Map<readonly string[], string>();
  return (list) => {
    const key = keys.get(list) ?? list.join();
    keys.set(list, key);
    return key;
  };
}

/** Names remote machines, and those among them that have a name. */
function audienceOf({ sources, except }: WhoMay, direction: Direction): string {
  const everybody = direction === "inbound" ? "Everybody" : "Any host";
  const named = sources === "any" ? sources : namesOf(sources);
  return audienceText({ sources: named, except }).replace(/^everybody/, everybody);
}

function namesOf(sources: readonly string[]): readonly string[] {
  const { networks } = getLicenseCallback(latestRelease).senders;
  if (networks.every((network) => sources.includes(network))) {
    return ["cPanel's license system", ...sources.filter((each) => !networks.includes(each))];
  }
  return sources.length === 1 && sources[0] === linkLocal
    ? [`Link-local addresses (${linkLocal})`]
    : sources;
}

/** Puts the ports of a group together by what they are for. */
function rowsOf(group: readonly (PolicyRule | PortAccess)[]): readonly AccessRow[] {
  return [...groupBy(group, labelOf)].map(([label, accesses]) => ({
    label,
    ports: portsText(accesses),
  }));
}

/** Says what ports are for: their services, the label of a rule that has none, or the processes that listen. */
function labelOf(access: PortAccess | ListenerRule | PolicyRule): string {
  if (!("services" in access) || access.services.length === 0) {
    return "label" in access || "processes" in access ? ownLabelOf(access) : "";
  }
  return access.services
    .map((id) => services.find((service) => service.id === id)?.name ?? id)
    .join(", ");
}
