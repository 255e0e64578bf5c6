import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import { remotesOf } from "../../net/remote-addresses.ts";
import type { Direction, Exposure, Family, PortRange, RulePlace } from "../../net/types.ts";
import { visible } from "../formats/escape/visible.ts";
import { exposureOf } from "./exposure-of.ts";
import { familiesOf } from "./targets.ts";

/** Rules of a change that go to one place. */
export interface PlacedRules {
  readonly table: string;
  readonly chain: string;
  /** The place in the chain: as it was read, or one of its ends if it was not. */
  readonly at: RulePlace | "end" | "start";
  readonly ports: PortRange;
  /** The families that they are about. */
  readonly families: readonly Family[];
}

/** A kind of firewall in whose chains rules are put. */
export interface ChainFormat {
  /** What prints its rules, for messages. */
  readonly printedBy: string;
  /** Tells whether a name is that of a table, and one that of a chain. */
  readonly isTable: (name: string) => boolean;
  readonly isChain: (name: string) => boolean;
  /** Where rules go if the plan has no rules that were read. */
  readonly unread: {
    readonly table: string;
    readonly chains: Readonly<Record<Direction, string>>;
    readonly opensAt: "end" | "start";
  };
}

/**
 * Returns where the rules of a change go: if the rules of the firewall were read, just before those that stop or accept
 * connections to its ports.
 *
 * @throws {@link InvalidOptionError} if the plan does not tell
 */
export function placedRules(
  plan: FirewallPlan,
  change: PlanChange,
  format: ChainFormat,
): readonly PlacedRules[] {
  const families = familiesOf(plan).filter(
    (family) => remotesOf(change.who, [family])[family].length > 0,
  );
  const actual = exposureOf(plan);
  if (actual === undefined) {
    const { table, chains, opensAt } = format.unread;
    const at = change.action === "open" ? opensAt : "start";
    return [{ table, chain: chains[change.direction], at, ports: change.ports, families }];
  }
  const rules = new Map<string, PlacedRules>();
  for (const family of families) {
    for (const { place, ports } of placesOf(actual, change, family, format, plan)) {
      const key = JSON.stringify([place, ports]);
      rules.set(key, {
        table: place.table,
        chain: place.chain,
        at: place,
        ports,
        families: [...(rules.get(key)?.families ?? []), family],
      });
    }
  }
  return [...rules.values()];
}

/** A place, and the ports of a change for which it is. */
interface PortsAt {
  readonly ports: PortRange;
  readonly place: RulePlace;
}

function placesOf(
  actual: Exposure,
  change: PlanChange,
  family: Family,
  format: ChainFormat,
  plan: FirewallPlan,
): readonly PortsAt[] {
  const refuse = (problem: string): never => {
    throw new InvalidOptionError(
      visible(
        `cannot ${change.action} ${change.direction} ${change.protocol} ${rangeText(change.ports)} over ${family}: ${problem}`,
      ),
      { field: "plan", input: plan, expected: `a plan with all that ${format.printedBy} prints` },
    );
  };
  const { closingPlaces } = actual;
  if (closingPlaces === undefined) {
    return refuse(`the firewall was not read from ${format.printedBy}`);
  }
  const found =
    change.action === "open"
      ? actual.closed
      : closingPlaces.map(({ place, obstacle, ...each }) => ({
          ...each,
          opening: { places: place ? [place] : [], obstacle },
        }));
  const parts = found
    .filter(
      (each) =>
        each.direction === change.direction &&
        each.protocol === change.protocol &&
        each.family === family,
    )
    .map((each) => ({ ...each, ports: common(each.ports, change.ports) }))
    .filter(({ ports }) => ports.from <= ports.through);
  const count = parts.reduce((sum, { ports }) => sum + ports.through - ports.from + 1, 0);
  if (count !== change.ports.through - change.ports.from + 1) {
    return refuse(`the rules that were read do not say what ${deciders[change.action]}`);
  }
  return parts.flatMap(({ ports, opening }) => {
    if (opening === undefined || opening.obstacle !== null) {
      return refuse(opening?.obstacle ?? "the plan does not have the places of rules");
    }
    return opening.places.map((place) => {
      const problem = problemOf(format, place);
      return problem === undefined ? { ports, place } : refuse(problem);
    });
  });
}

const deciders = { open: "stops connections", close: "lets connections through" } as const;

/** Returns why rules cannot be put at a place: the tools do not take its names, or it cannot be checked. */
function problemOf(
  { isTable, isChain, printedBy }: ChainFormat,
  { table, chain, position, rule, text }: RulePlace,
): string | undefined {
  if (!isTable(table) || !isChain(chain) || !Number.isSafeInteger(position)) {
    return `it is not in a chain of ${printedBy}`;
  }
  if (rule !== null && typeof text !== "string") {
    return `the rule there cannot be compared with what is there later; give the text that ${printedBy} prints, not JSON`;
  }
  return (text ?? "").length > longestRule
    ? `the rule there has more than ${longestRule} characters, and cannot be compared`
    : undefined;
}

/** Characters of a rule; the kernel takes 131,072 bytes as one argument of a program. */
const longestRule = 30_000;

function common(a: PortRange, b: PortRange): PortRange {
  return { from: Math.max(a.from, b.from), through: Math.min(a.through, b.through) };
}
