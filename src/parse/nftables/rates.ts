/** A limit on how often, how many or how much, as a condition of a rule. */
export interface Rate {
  /** It as a rule has it, for a reason. */
  readonly text: string;
  /** Whether it holds below the limit; of a limit that the rule only names, the table tells. */
  readonly below: boolean | { readonly named: string };
  /** Whether it holds for good: of no connections, even the first is too many. */
  readonly isPassed: boolean;
}

/** The statements that limit, by their first words. */
export type RateKind = "count" | "limit" | "quota";

/** How many bytes a unit of a quota has. */
const units: ReadonlyMap<string, number> = new Map([
  ["bytes", 1],
  ["kbytes", 1024],
  ["mbytes", 1024 ** 2],
]);

/** Returns an amount of a quota in bytes; `NaN` if it is not understood. */
export function bytesOf(amount: unknown, unit: unknown): number {
  return Number(amount) * (units.get(String(unit)) ?? Number.NaN);
}

/**
 * Returns a limit.
 *
 * @param isOver - whether it holds above the limit
 * @param isPassed - whether the limit is passed already
 */
export function rateOf(text: string, isOver: boolean, isPassed: boolean): Rate {
  return { text, below: !isOver, isPassed };
}

/** Returns a limit that a rule only names. */
export function namedRate(text: string, kind: RateKind, name: string): Rate {
  return { text, below: { named: `${kind} ${name}` }, isPassed: false };
}
