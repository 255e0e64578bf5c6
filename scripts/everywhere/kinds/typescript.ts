import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../run-program.ts";
import type { Context, Step, Target } from "../target.ts";
import { versionOf } from "../tools.ts";

/** A module resolution of a compiler: its settings, and the file extensions that it applies to. */
interface Resolution {
  readonly options: readonly string[];
  readonly extensions: readonly ("ts" | "mts" | "cts")[];
}

const old = ["--module", "commonjs", "--moduleResolution"];

const resolutions = {
  node10: { options: [...old, "node"], extensions: ["ts"] },
  // TypeScript 6 accepts it with an option, and TypeScript 7 does not.
  "node10, deprecated": {
    options: [...old, "node10", "--ignoreDeprecations", "6.0"],
    extensions: ["ts"],
  },
  node16: { options: ["--module", "node16"], extensions: ["mts", "cts"] },
  nodenext: { options: ["--module", "nodenext"], extensions: ["mts", "cts"] },
  bundler: {
    options: ["--module", "esnext", "--moduleResolution", "bundler"],
    extensions: ["ts"],
  },
} as const satisfies Readonly<Record<string, Resolution>>;

type ResolutionName = keyof typeof resolutions;

const versions: readonly (readonly [version: string, resolutions: readonly ResolutionName[]])[] = [
  ["4.9", ["node10", "node16", "nodenext"]],
  ["5.0", ["node10", "node16", "nodenext", "bundler"]],
  ["5.4", ["node10", "node16", "nodenext", "bundler"]],
  ["5.9", ["node10", "node16", "nodenext", "bundler"]],
  ["6", ["node10, deprecated", "node16", "nodenext", "bundler"]],
  ["7", ["node16", "nodenext", "bundler"]],
];

const strict = [
  "--noEmit",
  "--strict",
  "--exactOptionalPropertyTypes",
  "--noUncheckedIndexedAccess",
  "--esModuleInterop",
  "--resolveJsonModule",
  ...["--target", "es2022"],
  "--listFiles",
];

const usesJson = `import type { Dataset } from "cpanel-ports";
export const dataset: Dataset = data;
export const kinds: ("table" | "note")[] = dataset.ports.flatMap(({ entry }) =>
  entry.basis.scope.flatMap(({ kind }) => (kind === "table" || kind === "note" ? [kind] : [])),
);
// @ts-expect-error
dataset.port;
`;

/** The imports of JSON by file name. */
const importsJson = {
  "json.ts": 'import data from "cpanel-ports/data/dataset.json";\n',
  "json.mts": 'import data from "cpanel-ports/data/dataset.json";\n',
  "json.cts": 'import data = require("cpanel-ports/data/dataset.json");\n',
  "attributes.mts": 'import data from "cpanel-ports/data/dataset.json" with { type: "json" };\n',
};

/** The compilers, each with all its module resolutions. */
export const typescript: readonly Target[] = versions.map(([version, names]) => ({
  name: `typescript-${version}`,
  title: "TypeScript",
  version: versionOf(`typescript-${version}`),
  start: async ({ consumer }) => {
    writeSources(consumer);
    return () => {};
  },
  steps: [...names.map((name) => stepOf(version, name)), declarations(version)],
}));

/** Writes the compiled files with every extension; all targets write the same files. */
function writeSources(consumer: string): void {
  for (const extension of ["ts", "mts", "cts"] as const) {
    for (const name of ["usage", "schema"]) {
      const text = readFileSync(join(import.meta.dirname, `../consumer/${name}.ts`), "utf8");
      writeFileSync(join(consumer, `${name}.${extension}`), text);
    }
  }
  for (const [name, text] of Object.entries(importsJson)) {
    writeFileSync(join(consumer, name), text + usesJson);
  }
}

/** Compiles a file that uses the package, and checks which declarations the compiler loaded. */
function stepOf(version: string, name: ResolutionName): Step {
  const { options, extensions } = resolutions[name];
  const files = extensions.flatMap((extension) => sourcesOf(version, name, extension));
  const declared = extensions.map((extension) =>
    extension === "cts" || name.startsWith("node10") ? ".d.cts" : ".d.ts",
  );
  const expected = declared.flatMap((extension) =>
    ["index", ...entriesOf(files)].map((entry) => `/cpanel-ports/dist/${entry}${extension}\n`),
  );
  return {
    what: name,
    checks: files.length,
    expected,
    run: (context) => compile(context, version, [...options, "--skipLibCheck", ...files]),
  };
}

/** Compiles and also checks the declarations of the package. */
function declarations(version: string): Step {
  const options = ["--module", "nodenext"];
  const files = ["usage.mts", "usage.cts"];
  return {
    what: "the declarations",
    checks: files.length,
    expected: ["/cpanel-ports/dist/index.d.ts\n", "/cpanel-ports/dist/index.d.cts\n"],
    run: (context) => compile(context, version, [...options, ...files]),
  };
}

function sourcesOf(
  version: string,
  name: ResolutionName,
  extension: "ts" | "mts" | "cts",
): readonly string[] {
  const hasAttributes = name === "nodenext" && extension === "mts";
  // Older compilers cannot parse the import attributes that Node.js requires.
  const isTooOld = hasAttributes && ["4.9", "5.0"].includes(version);
  return [
    `usage.${extension}`,
    // The declarations of zod are written for TypeScript 5.
    ...(version === "4.9" ? [] : [`schema.${extension}`]),
    ...(isTooOld ? [] : [`${hasAttributes ? "attributes" : "json"}.${extension}`]),
  ];
}

function entriesOf(files: readonly string[]): readonly string[] {
  const hasSchema = files.some((file) => file.startsWith("schema."));
  return ["parse", "render", ...(hasSchema ? ["schema"] : [])];
}

function compile({ tools, consumer }: Context, version: string, args: readonly string[]) {
  const compiler = join(tools, `typescript-${version}/bin/tsc`);
  return runProgram(consumer, [process.execPath, compiler, ...strict, ...args]).catch(
    (error: Error) => {
      throw new Error(error.message.replace(/^\/.*\.d\.[cm]?ts\n/gm, ""));
    },
  );
}
