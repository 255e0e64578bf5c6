import { renderMarkdownTable } from "../../src/render/formats/markdown-table.ts";
import { parts } from "../mutation/parts.ts";
import { percentageOf } from "../mutation/score.ts";
import { type PartScore, readScores } from "../mutation/scores.ts";

/** The blocks of the page about the tests: how many changes of the code they notice. */
export function qualityBlocks(): string[] {
  const scores = readScores();
  return [
    "Mutation testing changes the code, one small change at a time, and runs the tests: a change that no test notices is code that no test is about. This page has the share of mutants that were noticed, by folder of `src/`.",
    "```sh\nnpm run mutation -- <folder>\n```",
    "The command mutates a folder with [Stryker](https://stryker-mutator.io), runs the tests that mirror it, and keeps the result in `scripts/mutation/scores.json`; `npm run docs:write` writes this page. A sample (`--every 4 --seed 126`) takes one of so many top-level statements, each whole. Mutants that are in effect only while modules load (constants, tables and their regular expressions) need all tests in a process of their own; they are counted apart and not run.",
    renderMarkdownTable({
      columns: [
        { title: "Folder" },
        { title: "Noticed", align: "right" },
        { title: "Target", align: "right" },
        { title: "Failed tests", align: "right" },
        { title: "Timed out", align: "right" },
        { title: "Survived", align: "right" },
        { title: "Not run by a test", align: "right" },
        { title: "While loading", align: "right" },
        { title: "Sample" },
        { title: "Source" },
      ],
      rows: parts.flatMap(({ name, target }) => {
        const of = scores[name];
        return of ? [[name, ...cells(of, target)]] : [];
      }),
    }),
    "## Mutants that change nothing",
    "Not every survivor is a missing test. These kinds change nothing that a user could see, and are left:",
    "- a bound that ends a loop or a search early, where going on gives the same result more slowly;\n- a branch for a common case (an empty set, a single network, everything) that the general case answers alike;\n- the text of an error that is thrown only if the code contradicts itself.",
  ];
}

function cells({ score, sample, commit, date }: PartScore, target: number): string[] {
  return [
    `${percentageOf(score).toFixed(1)} %`,
    `${target} %`,
    ...[score.killed, score.timeout, score.survived, score.noCoverage, score.static].map(String),
    sample ? `1 in ${sample.every}, seed ${sample.seed}` : "everything",
    `${commit}, ${date}`,
  ];
}
