import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import { remotesOf } from "../../net/remote-addresses.ts";
import type { Direction, Exposure, Family, PortRange, RulePlace } from "../../net/types.ts";
import { visible } from "../formats/escape/visible.ts";
import { exposureOf } from "./exposure-of.ts";
import { familiesOf } from "./targets.ts";

/** The rules of a change that go to one place. */
export interface PlacedRules {
  readonly table: string;
  readonly chain: string;
  /** The place in the chain; an end of the chain if it was not read. */
  readonly at: RulePlace | "end" | "start";
  readonly ports: PortRange;
  /** The families of the rules. */
  readonly families: readonly Family[];
}

/** A firewall with chains that rules are added to. */
export interface ChainFormat {
  /** The command that prints the rules, for messages. */
  readonly printedBy: string;
  /** Whether a name is valid for a table. */
  readonly isTable: (name: string) => boolean;
  /** Whether a name is valid for a chain. */
  readonly isChain: (name: string) => boolean;
  /** The place of rules if no firewall was read. */
  readonly unread: {
    readonly table: string;
    readonly chains: Readonly<Record<Direction, string>>;
    readonly opensAt: "end" | "start";
  };
}

/**
 * Returns the places for the rules of a change: just before the rules that stop or accept connections to its ports, if
 * the firewall was read.
 *
 * @throws {@link InvalidOptionError} when the plan does not contain the positions
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

/** A place, and the ports of a change that it applies to. */
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
      {
        field: "plan",
        input: plan,
        expected: `a plan for the complete output of ${format.printedBy}`,
      },
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
    return refuse(`the input does not show what ${deciders[change.action]}`);
  }
  return parts.flatMap(({ ports, opening }) => {
    if (opening === undefined || opening.obstacle !== null) {
      return refuse(opening?.obstacle ?? "the plan does not contain the positions of the rules");
    }
    return opening.places.map((place) => {
      const problem = problemOf(format, place);
      return problem === undefined ? { ports, place } : refuse(problem);
    });
  });
}

const deciders = { open: "stops connections", close: "lets connections through" } as const;

/** Returns why rules cannot go to a place: the tools do not accept its names, or the rule there cannot be checked. */
function problemOf(
  { isTable, isChain, printedBy }: ChainFormat,
  { table, chain, position, rule, text }: RulePlace,
): string | undefined {
  if (!isTable(table) || !isChain(chain) || !Number.isSafeInteger(position)) {
    return `the deciding rule is not in a chain of ${printedBy}`;
  }
  if (rule !== null && typeof text !== "string") {
    return `the deciding rule cannot be compared later; use the text output of ${printedBy}, not JSON`;
  }
  return (text ?? "").length > longestRule
    ? `the deciding rule has more than ${longestRule} characters and cannot be compared`
    : undefined;
}

/** The maximum length of a rule in characters; the kernel limits one argument of a program to 131,072 bytes. */
const longestRule = 30_000;

function common(a: PortRange, b: PortRange): PortRange {
  return { from: Math.max(a.from, b.from), through: Math.min(a.through, b.through) };
}
