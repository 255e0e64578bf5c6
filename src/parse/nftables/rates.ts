/** A limit on a rate, a count or an amount, as a condition of a rule. */
export interface Rate {
  /** The limit as written in the rule, for a reason. */
  readonly text: string;
  /** Whether it matches below the limit; for a named limit, the table decides. */
  readonly below: boolean | { readonly named: string };
  /**
   * Whether the limit is permanently exceeded: with a limit of 0, even the first connection exceeds it. `undefined`
   * if the limit is unsupported.
   */
  readonly isPassed: boolean | undefined;
}

/** The kinds of limiting statements, by their first words. */
export type RateKind = "count" | "limit" | "quota";

/** The bytes in each unit of a quota. */
const units: ReadonlyMap<string, number> = new Map([
  ["bytes", 1],
  ["kbytes", 1024],
  ["mbytes", 1024 ** 2],
]);

/** Returns an amount of a quota in bytes; `undefined` if unsupported. */
export function bytesOf(amount: unknown, unit: unknown): number | undefined {
  const bytes = units.get(String(unit));
  return bytes === undefined || !/^\d+$/.test(String(amount)) ? undefined : Number(amount) * bytes;
}

/** Returns whether a quota is exhausted; `undefined` if an amount is unsupported. */
export function isUsedUp(used: number | undefined, quota: number | undefined): boolean | undefined {
  return used === undefined || quota === undefined ? undefined : used >= quota;
}

/**
 * Returns a limit.
 *
 * @param isOver - whether it matches above the limit
 * @param isPassed - whether the limit is already exceeded; `undefined` if unsupported
 */
export function rateOf(text: string, isOver: boolean, isPassed: boolean | undefined): Rate {
  return { text, below: !isOver, isPassed };
}

/** Returns a limit that a rule refers to by name. */
export function namedRate(text: string, kind: RateKind, name: string): Rate {
  return { text, below: { named: `${kind} ${name}` }, isPassed: false };
}
