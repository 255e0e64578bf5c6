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

/** Whether a group of ports is open, or what is in doubt about it. */
export type Certainty = Qualification | "open" | "undetermined";

/** Ports for the same purpose. */
export interface AccessRow {
  /** The purpose; empty if unknown. */
  readonly label: string;
  /** The ports, such as `tcp 22, 80-81; udp 443`. */
  readonly ports: string;
}

/** The ports that the same remote machines may, or might, use. */
export interface AccessGroup {
  readonly certainty: Certainty;
  /** The remote machines in words. */
  readonly audience: string;
  /** The number of addresses and networks; 0 for everybody. */
  readonly count: number;
  readonly rows: readonly AccessRow[];
  /** All ports, shortened. */
  readonly ports: string;
  /** The number of ports and ranges. */
  readonly ranges: number;
}

/** Who reaches what in a direction. */
export interface AccessGroups {
  /** Everybody first, then groups with the most ports. */
  readonly open: readonly AccessGroup[];
  /** Groups that are in doubt or limited, or that are open or closed only to most addresses. */
  readonly doubts: readonly AccessGroup[];
  /** The number of further groups. */
  readonly others: number;
}

/** The maximum number of groups of a kind that are put into words. */
const mostGroups = 12;

const qualifications = [
  "may-be-closed-to-some",
  "may-be-open-to-some",
  "open-from-source-ports",
  "limited",
] as const;

/** Returns who reaches which ports in a direction, and for whom access is in doubt. */
export function accessGroups(input: PolicyOrExposure, direction: Direction): AccessGroups {
  const inDirection = <A extends PortAccess>(accesses: readonly A[]) =>
    accesses.filter((each) => each.direction === direction);
  const undetermined = inDirection("undetermined" in input ? input.undetermined : []);
  const qualified = inDirection("qualified" in input ? input.qualified : []);
  const isOpen = input.defaults[direction] === "accept";
  const open = isOpen ? [] : sameAudiences(inDirection<PortAccess>(input.rules));
  const doubts = [
    ...sameAudiences(undetermined).map((group) => ["undetermined", group] as const),
    ...qualifications.flatMap((certainty) =>
      sameAudiences(qualified.filter(({ qualification }) => qualification === certainty)).map(
        (group) => [certainty, group] as const,
      ),
    ),
  ];
  return {
    open: isOpen
      ? [everyPort(direction, undetermined.length > 0)]
      : open.slice(0, mostGroups).map((group) => describe("open", group)),
    doubts: doubts.slice(0, mostGroups).map(([certainty, group]) => describe(certainty, group)),
    others: Math.max(open.length - mostGroups, 0) + Math.max(doubts.length - mostGroups, 0),
  };
}

function everyPort(direction: Direction, isInDoubt: boolean): AccessGroup {
  const ports = isInDoubt ? "every port except those in doubt" : "every port";
  return {
    certainty: "open",
    audience: audienceOf({ sources: "any", except: [] }, direction),
    count: 0,
    rows: [{ label: "", ports }],
    ports,
    ranges: 1,
  };
}

/** Ports that the same remote machines may use. */
type SameAudience = readonly [PortAccess, ...PortAccess[]];

function sameAudiences(accesses: readonly PortAccess[]): readonly SameAudience[] {
  const keyOf = keysOfLists();
  const groups = groupBy(
    accesses,
    ({ sources, except }) => `${sources === "any" ? "any" : keyOf(sources)} ${keyOf(except)}`,
  );
  return [...groups.values()].sort(byReach);
}

function describe(certainty: Certainty, group: SameAudience): AccessGroup {
  const [{ direction, sources, except }] = group;
  return {
    certainty,
    audience: audienceOf({ sources, except }, direction),
    count: sources === "any" ? 0 : sources.length,
    rows: rowsOf(group),
    ports: portsText(group),
    ranges: rangesOf(group, "tcp").length + rangesOf(group, "udp").length,
  };
}

/** Sorts everybody first, then groups with the most ports, then the longest lists. */
function byReach(a: SameAudience, b: SameAudience): number {
  const length = ({ sources }: PortAccess) => (sources === "any" ? 0 : sources.length);
  const count = (group: readonly PortAccess[]) => portCount(group.map(({ ports }) => ports));
  return (
    Number(length(a[0]) > 0) - Number(length(b[0]) > 0) ||
    count(b) - count(a) ||
    length(b[0]) - length(a[0])
  );
}

/** Returns a function that creates the key of a list, once per list shared by rules. */
function keysOfLists(): (list: readonly string[]) => string {
  const keys = new Map<readonly string[], string>();
  return (list) => {
    const key = keys.get(list) ?? list.join();
    keys.set(list, key);
    return key;
  };
}

/** Returns the names of remote machines, with well-known ones by name. */
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

/** Groups ports by purpose. */
function rowsOf(group: readonly (PolicyRule | PortAccess)[]): readonly AccessRow[] {
  return [...groupBy(group, labelOf)].map(([label, accesses]) => ({
    label,
    ports: portsText(accesses),
  }));
}

/** Returns the purpose of ports: their services, else the label of the rule or the listening processes. */
function labelOf(access: PortAccess | ListenerRule | PolicyRule): string {
  if (!("services" in access) || access.services.length === 0) {
    return "label" in access || "processes" in access ? ownLabelOf(access) : "";
  }
  return access.services
    .map((id) => services.find((service) => service.id === id)?.name ?? id)
    .join(", ");
}
