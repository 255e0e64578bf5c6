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

/** The fewest ports beyond the page by which a list is recognised: fewer may be open for reasons of their own. */
const fewestBeyond = 3;

/** One deviation is allowed per this many listed ports. */
const portsPerDeviation = 5;

/** The rules for what is open, each with the one that takes its place where a published list opens it. */
const listRules: ReadonlyMap<FindingRuleId, FindingRuleId> = new Map<FindingRuleId, FindingRuleId>([
  ["other-port-open", "stock-list-open"],
  ["undocumented-port-open", "stock-list-open"],
  ["outbound-port-open", "stock-list-outbound"],
]);

/** A list that a firewall has, for a direction. */
interface RecognisedList {
  readonly list: ElsewhereList;
  /** The parts that were compared. */
  readonly parts: readonly ElsewherePart[];
  /** In how many ports and ranges the firewall differs from it. */
  readonly deviations: number;
}

/**
 * Recognises published lists in a firewall, such as the stock lists of CSF. It has that of a direction if everything
 * that the list opens beyond the page is open, at least three ports, and if the firewall differs in few ports from it.
 */
export class StockLists {
  readonly #comparison: Comparison;
  readonly #known = new Map<Direction, RecognisedList | undefined>();

  constructor(comparison: Comparison) {
    this.#comparison = comparison;
  }

  /** Returns the rule for ports that a list opens beyond the page; `undefined` for others. */
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

  /** Names the list of a direction, and what it lacks of the page. */
  textOf(direction: Direction): string {
    const { list, parts, deviations } = this.#listOf(direction) as RecognisedList;
    const families = new Set(parts.map(({ family }) => family));
    const lacks = partPortsTexts(
      portsOf(parts, ({ isListed, isDocumented }) => isDocumented && !isListed),
      families,
    );
    const but =
      deviations === 0
        ? ""
        : `, but for ${deviations} port${deviations > 1 ? "s and ranges" : " or range"},`;
    const lacking = lacks.length === 0 ? "" : `, which lack the page's ${lacks.join(", and ")}`;
    return `the ${direction} ports are${but} those of ${elsewhereTitle(list)}${lacking}`;
  }

  #listOf(direction: Direction): RecognisedList | undefined {
    if (!this.#known.has(direction)) {
      this.#known.set(
        direction,
        listElsewhere()
          .map((list) => recognised(list, direction, this.#comparison))
          .find((each) => each !== undefined),
      );
    }
    return this.#known.get(direction);
  }
}

function recognised(
  list: ElsewhereList,
  direction: Direction,
  { expected, families, lanes, accessOf }: Comparison,
): RecognisedList | undefined {
  // An audit is always of a release.
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

/** The sets of ports of both protocols. */
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
