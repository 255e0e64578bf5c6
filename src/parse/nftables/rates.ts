/** A limit on how often, how many or how much, as a condition of a rule. */
export interface Rate {
  /** It as a rule has it, for a reason. */
  readonly text: string;
  /** Whether it holds below the limit; of a limit that the rule only names, the table tells. */
  readonly below: boolean | { readonly named: string };
  /**
   * Whether the limit is passed for good: of no connections, even the first is too many. `undefined` if the
   * limit is not understood.
   */
  readonly isPassed: boolean | undefined;
}

/** The statements that limit, by their first words. */
export type RateKind = "count" | "limit" | "quota";

/** How many bytes a unit of a quota has. */
const units: ReadonlyMap<string, number> = new Map([
  ["bytes", 1],
  ["kbytes", 1024],
  ["mbytes", 1024 ** 2],
]);

/** Returns an amount of a quota in bytes; `undefined` if it is not understood. */
export function bytesOf(amount: unknown, unit: unknown): number | undefined {
  const bytes = units.get(String(unit));
  return bytes === undefined || !/^\d+$/.test(String(amount)) ? undefined : Number(amount) * bytes;
}

/** Tells whether a quota is used up; `undefined` if an amount is not understood. */
export function isUsedUp(used: number | undefined, quota: number | undefined): boolean | undefined {
  return used === undefined || quota === undefined ? undefined : used >= quota;
}

/**
 * Returns a limit.
 *
 * @param isOver - whether it holds above the limit
 * @param isPassed - whether the limit is passed already; `undefined` if it is not understood
 */
export function rateOf(text: string, isOver: boolean, isPassed: boolean | undefined): Rate {
  return { text, below: !isOver, isPassed };
}

/** Returns a limit that a rule only names. */
export function namedRate(text: string, kind: RateKind, name: string): Rate {
  return { text, below: { named: `${kind} ${name}` }, isPassed: false };
}
