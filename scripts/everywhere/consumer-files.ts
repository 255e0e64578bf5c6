import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Part } from "./suite-step.ts";

/** The specifiers of the modules that the suite receives, by their names in the suite. */
export const specifiers = {
  main: "cpanel-ports",
  parse: "cpanel-ports/parse",
  render: "cpanel-ports/render",
  schema: "cpanel-ports/schema",
  dataset: "cpanel-ports/data/dataset.json",
  portSchema: "cpanel-ports/schema/port-entry.json",
} as const;

/** The parts that need one copy of the package. */
export const oneCopy = ["core", "json", "schema"] as const satisfies readonly Part[];

/** The parts that need both copies of the package, ES modules and CommonJS. */
export const twoCopies = ["copies"] as const satisfies readonly Part[];

const suite = readFileSync(join(import.meta.dirname, "consumer/suite.js"), "utf8");

/** The suite as a CommonJS module. */
const twin = `${suite.replace(/^export (?=const|function)/gm, "")}
module.exports = { run };
`;

const imports = Object.entries(specifiers)
  .map(([name, path]) =>
    path.endsWith(".json")
      ? `import ${name} from "${path}" with { type: "json" };`
      : `import * as ${name} from "${path}";`,
  )
  .join("\n");

const requires = Object.entries(specifiers)
  .map(([name, path]) => `const ${name} = require("${path}");`)
  .join("\n");

const given = `{ ${Object.keys(specifiers).join(", ")} }`;

/** Returns a call of the suite that prints the number of passed checks. */
export function callOf(parts: readonly Part[], modules = given): string {
  return `console.log(run(${JSON.stringify(parts)}, ${modules}));\n`;
}

const bothCopies = (parts: readonly Part[]) => `import { createRequire } from "node:module";
${imports}
import { run } from "./suite.mjs";
const require = createRequire(import.meta.url);
const other = { main: require("cpanel-ports"), parse: require("cpanel-ports/parse"), render: require("cpanel-ports/render") };
${callOf(parts, "{ main, parse, render, other }")}`;

/** The programs of a project that uses the package. */
const files: Readonly<Record<string, string>> = {
  "suite.mjs": suite,
  "suite.cjs": twin,
  "imports.mjs": `${imports}\nimport { run } from "./suite.mjs";\n${callOf(oneCopy)}`,
  "requires.cjs": `${requires}\nconst { run } = require("./suite.cjs");\n${callOf(oneCopy)}`,
  "both.mjs": bothCopies(twoCopies),
  "clones.mjs": `import * as main from "cpanel-ports";
import { run } from "./suite.mjs";
${callOf(["clones"], "{ main }")}`,
};

/** Writes the programs to the folder of a project. */
export function writeConsumerFiles(folder: string): void {
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
  }
}
