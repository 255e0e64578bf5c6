import type { ElsewhereList } from "../dataset/types.ts";
import { familyNames } from "../net/family-names.ts";
import { isMostPorts, portCount, portSet } from "../net/port-set.ts";
import { elsewhereTitle } from "../query/find-elsewhere.ts";
import { groupBy } from "../util/group-by.ts";
import { distanceText, elsewhereDistance } from "./elsewhere-distance.ts";
import { type ElsewherePart, type ElsewherePort, isDeviant } from "./elsewhere-parts.ts";
import { listText } from "./list-text.ts";
import { partPortsTexts } from "./part-ports-text.ts";

/** The maximum number of deviating ports and ranges that a summary lists. */
const fewRanges = 8;

/** Ports in which a firewall and a list differ. */
type Deviation = Omit<ElsewherePart, "ports"> & ElsewherePort;

/** Returns a sentence on how a firewall and a list differ, and on what was not compared. */
export function elsewhereSummary(list: ElsewhereList, parts: readonly ElsewherePart[]): string {
  const deviations = parts.flatMap((part) =>
    part.ports.filter(isDeviant).map((port): Deviation => ({ ...part, ...port })),
  );
  return [sentence(elsewhereTitle(list), parts, deviations), ...limitsOf(parts)].join("; ");
}

function sentence(
  name: string,
  parts: readonly ElsewherePart[],
  deviations: readonly Deviation[],
): string {
  if (deviations.length === 0) {
    return `This firewall matches ${name} exactly`;
  }
  const lanes = [...groupBy(deviations, laneOf).values()];
  const ranges = lanes.reduce((sum, lane) => sum + (isMost(lane) ? 1 : setOf(lane).length), 0);
  if (ranges <= fewRanges) {
    const few = lanes.filter((lane) => !isMost(lane)).flat();
    const texts = [...fewTexts(few, parts), ...mostTexts(lanes.filter(isMost))];
    return `This firewall matches ${name} with these exceptions: ${texts.join("; ")}`;
  }
  const distances = (["inbound", "outbound"] as const).flatMap((direction) => {
    const distance = elsewhereDistance(parts, direction);
    return distance === null ? [] : [`${direction} in ${distanceText(distance)}`];
  });
  return `This firewall differs from ${name}: ${distances.join(", ")}`;
}

function laneOf({ direction, protocol, firewall }: Deviation): string {
  return `${direction} ${protocol} ${firewall}`;
}

function setOf(deviations: readonly Deviation[]) {
  return portSet(deviations.map(({ ports }) => ports));
}

function isMost(deviations: readonly Deviation[]): boolean {
  return isMostPorts(portCount(setOf(deviations)));
}

type Lane = readonly [Deviation, ...Deviation[]];

/** Describes lanes by direction, and by the state of most of their ports in the firewall. */
function mostTexts(lanes: readonly Lane[]): readonly string[] {
  const groups = groupBy(lanes, ([{ direction, firewall }]) => `${direction} ${firewall}`);
  return [...groups.values()].map((group) => {
    const [[{ direction, firewall }]] = group;
    const protocols = group.map(([{ protocol }]) => protocol.toUpperCase());
    return `most ${direction} ${listText(protocols, protocols.length)} ports are ${firewall}`;
  });
}

/** Describes ports by direction, by their state in the firewall, and by family. */
function fewTexts(
  deviations: readonly Deviation[],
  parts: readonly ElsewherePart[],
): readonly string[] {
  const families = new Set(parts.filter((part) => part.isExamined).map(({ family }) => family));
  const groups = groupBy(deviations, ({ direction, firewall }) => `${direction} ${firewall}`);
  return [...groups.values()].flatMap((group) => {
    const [{ direction, firewall }] = group;
    const prefix = direction === "outbound" ? "outbound " : "";
    return partPortsTexts(group, families, (isOne) => ` ${isOne ? "is" : "are"} ${firewall}`).map(
      (text) => prefix + text,
    );
  });
}

/** Returns clauses on what was not compared. */
function limitsOf(parts: readonly ElsewherePart[]): readonly string[] {
  const examined = parts.filter(({ isExamined }) => isExamined);
  const left = parts.filter(({ isExamined }) => !isExamined);
  const families = (["ipv4", "ipv6"] as const).filter(
    (family) =>
      left.some((part) => part.family === family) &&
      !examined.some((part) => part.family === family),
  );
  const isOutbound = ({ direction }: ElsewherePart) => direction === "outbound";
  return [
    ...families.map((family) => `${familyNames[family]} was not examined`),
    ...(parts.some(isOutbound)
      ? examined.some(isOutbound)
        ? []
        : ["outbound connections were not examined"]
      : ["the list does not cover outbound connections"]),
  ];
}
