import { expect, test } from "vitest";
import { percentageOf, scoreOf } from "../../../scripts/mutation/score.ts";

const report = (...statuses: readonly string[]) => ({
  files: { "src/a.ts": { mutants: statuses.map((status) => ({ status })) } },
});

test("counts a mutant that times out as noticed, and one that no test runs as missed", () => {
  const score = scoreOf(report("Killed", "Killed", "Timeout", "Survived", "NoCoverage"));
  expect(score).toEqual({ killed: 2, timeout: 1, survived: 1, noCoverage: 1, static: 0 });
  expect(percentageOf(score)).toBe(60);
});

test("counts mutants that take effect only while modules load separately", () => {
  const files = {
    "src/a.ts": { mutants: [{ status: "Ignored", static: true }] },
    "src/b.ts": { mutants: [{ status: "Killed" }] },
  };
  const score = scoreOf({ files });
  expect(score.static).toBe(1);
  expect(percentageOf(score)).toBe(100);
});

test("refuses a report with mutants that could not be run", () => {
  expect(() => scoreOf(report("Killed", "RuntimeError"))).toThrow("1 mutants could not be run");
});
