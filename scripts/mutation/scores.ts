import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parts } from "./parts.ts";
import type { Sample } from "./sample.ts";
import type { Score } from "./score.ts";

/** The result of mutating a part. */
export interface PartScore {
  readonly score: Score;
  /** The sample, unless everything was mutated. */
  readonly sample?: Sample;
  /** The last commit of the mutated source. */
  readonly commit: string;
  readonly date: string;
}

/** The scores by part. */
export type Scores = Readonly<Record<string, PartScore>>;

const path = join(import.meta.dirname, "scores.json");

/** Reads the stored scores. */
export function readScores(): Scores {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Stores the score of a part, in the order of the parts. */
export function keepScore(name: string, score: PartScore): void {
  const scores: Scores = { ...readScores(), [name]: score };
  const ordered = Object.fromEntries(
    parts.flatMap((part) => {
      const of = scores[part.name];
      return of ? [[part.name, of]] : [];
    }),
  );
  writeFileSync(path, `${JSON.stringify(ordered, null, 2)}\n`);
}
