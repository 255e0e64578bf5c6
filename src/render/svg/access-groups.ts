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

/** Who reaches what in a direction. */
export interface AccessGroups {
  /** Everybody first, then those who reach the most ports. */
  readonly open: readonly AccessGroup[];
  /** The same of what is in doubt, limited, or open or closed only to most. */
  readonly doubts: readonly AccessGroup[];
  /** How many groups there are beside these. */
  readonly others: number;
}

/** The most groups of a kind that are put into words. */
const mostGroups = 12;

const qualifications = ["may-be-closed-to-some", "may-be-open-to-some", "limited"] as const;

/** Returns who reaches which ports in a direction, and for whom that is in doubt. */
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

/** Everybody first, then those who reach the most ports, then the longest lists. */
function byReach(a: SameAudience, b: SameAudience): number {
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
