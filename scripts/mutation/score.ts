/** The part of Stryker's JSON report on mutants that is used here. */
export interface Report {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>;
}

interface Mutant {
  readonly status: string;
  readonly static?: boolean;
}

/** The number of mutants by outcome. */
export interface Score {
  readonly killed: number;
  readonly timeout: number;
  readonly survived: number;
  /** Mutants that no test of the part runs. */
  readonly noCoverage: number;
  /** Mutants that take effect only while modules load; they are not run. */
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

/** Returns the percentage of noticed mutants among those that were run. */
export function percentageOf({ killed, timeout, survived, noCoverage }: Score): number {
  return (100 * (killed + timeout)) / (killed + timeout + survived + noCoverage);
}
