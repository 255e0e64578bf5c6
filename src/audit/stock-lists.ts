import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import type { ElsewhereList } from "../dataset/types.ts";
import { overlaps } from "../net/port-range.ts";
import { portCount, portSet } from "../net/port-set.ts";
import { allFamilies } from "../net/remote-addresses.ts";
import type { Direction, Family, PortRange, Protocol } from "../net/types.ts";
import { elsewhereTitle } from "../query/find-elsewhere.ts";
import { listElsewhere } from "../query/list-elsewhere.ts";
import { groupBy } from "../util/group-by.ts";
import type { Comparison, Lane } from "./comparison.ts";
import {
  type ElsewherePart,
  type ElsewherePort,
  elsewhereParts,
  isDeviant,
} from "./elsewhere-parts.ts";
import type { RuledDifference } from "./find-differences.ts";
import type { FindingRuleId } from "./finding-rules.ts";
import { partPortsTexts } from "./part-ports-text.ts";

/** The minimum number of undocumented ports that identify a list: fewer may be open for other reasons. */
const fewestBeyond = 3;

/** The number of listed ports that allow for one deviation. */
const portsPerDeviation = 5;

/** The rules for open ports, each with its replacement for ports of a published list. */
const listRules: ReadonlyMap<FindingRuleId, FindingRuleId> = new Map<FindingRuleId, FindingRuleId>([
  ["other-port-open", "stock-list-open"],
  ["undocumented-port-open", "stock-list-open"],
  ["outbound-port-open", "stock-list-outbound"],
]);

/** A published list recognized in a firewall, for one direction. */
interface RecognizedList {
  readonly list: ElsewhereList;
  /** The compared parts. */
  readonly parts: readonly ElsewherePart[];
  /** The number of ports and ranges in which the firewall differs from the list. */
  readonly deviations: number;
}

/**
 * Recognizes published lists in a firewall, such as the stock lists of CSF. A firewall has a list, for one direction, if
 * all undocumented ports of the list are open, at least three, and if few other ports differ.
 */
export class StockLists {
  readonly #comparison: Comparison;
  readonly #known = new Map<Direction, RecognizedList | undefined>();

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
  }

  /** Returns the rule for undocumented ports of a list; `undefined` for other ports. */
  ruleOf({ rule, difference }: RuledDifference): FindingRuleId | undefined {
    const listRule = listRules.get(rule);
    const found = listRule && this.#listOf(difference.direction);
    const parts = found?.parts.filter(({ protocol }) => protocol === difference.protocol) ?? [];
    const isOfList = (family: Family) => {
      const own = parts.filter((part) => part.family === family);
      return own.length > 0 && own.every((part) => opensBeyondPage(part, difference));
    };
    return allFamilies.filter((family) => difference.difference[family].length > 0).every(isOfList)
      ? listRule
      : undefined;
  }

  /** Names the list of a direction, and the documented ports it lacks. */
  textOf(direction: Direction): string {
    const { list, parts, deviations } = this.#listOf(direction) as RecognizedList;
    const families = new Set(parts.map(({ family }) => family));
    const lacks = partPortsTexts(
      portsOf(parts, ({ isListed, isDocumented }) => isDocumented && !isListed),
      families,
    );
    const except =
      deviations === 0
        ? ""
        : ` except for ${deviations} port${deviations > 1 ? "s and ranges" : " or range"}`;
    const lacking =
      lacks.length === 0 ? "" : `; the list lacks the documented ${lacks.join(", and ")}`;
    return `the ${direction} ports match ${elsewhereTitle(list)}${except}${lacking}`;
  }

  #listOf(direction: Direction): RecognizedList | undefined {
    if (!this.#known.has(direction)) {
      this.#known.set(
        direction,
        listElsewhere()
          .map((list) => recognized(list, direction, this.#comparison))
          .find((each) => each !== undefined),
      );
    }
    return this.#known.get(direction);
  }
}

function recognized(
  list: ElsewhereList,
  direction: Direction,
  { expected, families, lanes, accessOf }: Comparison,
): RecognizedList | undefined {
  // An audit always has a release.
  const release = expected.release as ReleaseNumber;
  const isExamined = (lane: Lane) =>
    lane.direction === direction && lanes.some(({ protocol }) => protocol === lane.protocol);
  const parts = elsewhereParts(list, release, { families, isExamined, accessOf }).filter(
    (part) => part.isExamined,
  );
  const beyond = portsOf(parts, isBeyondPage);
  const listed = list.ports
    .filter(isExamined)
    .flatMap(({ protocol, ports }) =>
      ports.map((port) => ({ protocol, ports: { from: port, through: port } })),
    );
  const deviations = sum(setsOf(portsOf(parts, isDeviant)), (set) => set.length);
  return beyond.every(({ firewall }) => firewall === "open") &&
    sum(setsOf(beyond), portCount) >= fewestBeyond &&
    deviations * portsPerDeviation <= sum(setsOf(listed), portCount)
    ? { list, parts, deviations }
    : undefined;
}

function isBeyondPage({ isListed, isDocumented }: ElsewherePort): boolean {
  return isListed && !isDocumented;
}

function opensBeyondPage({ ports }: ElsewherePart, range: PortRange): boolean {
  const beyond = ports.filter((each) => isBeyondPage(each) && overlaps(each.ports, range));
  return portCount(beyond.map((each) => each.ports)) === portCount([range]);
}

function portsOf(parts: readonly ElsewherePart[], isMeant: (port: ElsewherePort) => boolean) {
  return parts.flatMap(({ protocol, family, ports }) =>
    ports.filter(isMeant).map((port) => ({ ...port, protocol, family })),
  );
}

type PortSet = readonly PortRange[];

/** Returns one set of ports for each protocol. */
function setsOf(
  ports: readonly { readonly protocol: Protocol; readonly ports: PortRange }[],
): readonly PortSet[] {
  return [...groupBy(ports, ({ protocol }) => protocol).values()].map((group) =>
    portSet(group.map((each) => each.ports)),
  );
}

function sum(sets: readonly PortSet[], numberOf: (set: PortSet) => number): number {
  return sets.reduce((total, set) => total + numberOf(set), 0);
}
