/** What a JSON report of Stryker says about its mutants, as far as it is used. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: string;
  readonly static?: boolean;
}

/** How many mutants there were, by what became of them. */
export interface Score {
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  /** Those that no test of the part runs. */
  readonly noCoverage: number;
  /** Those that are in effect only while modules load; they are not run. */
  readonly static: number;
}

/** Counts the mutants of a report. */
export function scoreOf({ files }: Report): Score {
  const mutants = Object.values(files).flatMap((file) => file.mutants);
  const count = (status: string) => mutants.filter((mutant) => mutant.status === status).length;
  const score = {
    killed: count("Killed"),
    timeout: count("Timeout"),
    survived: count("Survived"),
    noCoverage: count("NoCoverage"),
    static: mutants.filter((mutant) => mutant.status === "Ignored" && mutant.static).length,
  };
  const counted = Object.values(score).reduce((sum, each) => sum + each, 0);
  if (counted !== mutants.length) {
    throw new Error(`${mutants.length - counted} mutants could not be run`);
  }
  return score;
}

/** Returns how many of the mutants that were run were noticed, in percent. */
export function percentageOf({ killed, timeout, survived, noCoverage }: Score): number {
  return (100 * (killed + timeout)) / (killed + timeout + survived + noCoverage);
}
