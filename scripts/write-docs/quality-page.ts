import { renderMarkdownTable } from "../../src/render/formats/markdown-table.ts";
import { parts } from "../mutation/parts.ts";
import { percentageOf } from "../mutation/score.ts";
import { type PartScore, readScores } from "../mutation/scores.ts";

/** Returns the blocks of the quality page: how many changes of the code the tests notice. */
export function qualityBlocks(): string[] {
  const scores = readScores();
  return [
    "Find out how well the tests check the code. Mutation testing changes the code, one small change at a time, and runs the tests. A change that no test notices is code without a test. This page shows the share of mutants that the tests noticed, by folder of `src/`.",
    "```sh\nnpm run mutation -- <folder>\n```",
    "The command mutates a folder with [Stryker](https://stryker-mutator.io), runs the tests that mirror it, and stores the result in `scripts/mutation/scores.json`. `npm run docs:write` writes this page. A sample (`--every 4 --seed 126`) takes one in four top-level statements, each as a whole. Mutants that take effect only while modules load (constants, tables and their regular expressions) would need all tests in a separate process. They are counted separately and not run.",
    renderMarkdownTable({
      columns: [
        { title: "Folder" },
        { title: "Noticed", align: "right" },
        { title: "Target", align: "right" },
        { title: "Failed tests", align: "right" },
        { title: "Timed out", align: "right" },
        { title: "Survived", align: "right" },
        { title: "Not run by a test", align: "right" },
        { title: "At load time", align: "right" },
        { title: "Sample" },
        { title: "Source" },
      ],
      rows: parts.flatMap(({ name, target }) => {
        const of = scores[name];
        return of ? [[name, ...cells(of, target)]] : [];
      }),
    }),
    "## Mutants that change nothing",
    "Not every survivor is a missing test. These kinds change nothing that a user could see, and stay:",
    "- a bound that ends a loop or a search early, where continuing gives the same result more slowly;\n- a branch for a common case (an empty set, a single network, everything) that the general case handles identically;\n- the message of an error that is thrown only if the code contradicts itself.",
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
