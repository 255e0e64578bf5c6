import { defineConfig, type Options } from "tsup";
import { commonJsOnly } from "./scripts/build-assets/common-js-only.ts";
import { joinStrings } from "./scripts/build-assets/join-strings.ts";
import { markPure } from "./scripts/build-assets/mark-pure.ts";
import { mergeChunks } from "./scripts/build-assets/merge-chunks.ts";
import { withoutChildProcess } from "./scripts/build-assets/without-child-process.ts";

const entry = {
  index: "src/index.ts",
  parse: "src/parse/index.ts",
  render: "src/render/index.ts",
  schema: "src/schema/index.ts",
};

/** The declarations that the compiler wrote. */
const declarations = Object.fromEntries(
  Object.entries(entry).map(([name, file]) => [
    name,
    file.replace(/^src\/(.*)\.ts$/, "declarations/$1.d.ts"),
  ]),
);

const shared: Options = {
  target: "es2022",
  treeshake: true,
  removeNodeProtocol: false,
  // In both formats, so that all entries share the same error classes.
  splitting: true,
  // Keeps names and lines, so that the stack of an error shows its place.
  esbuildOptions(options) {
    options.minifySyntax = true;
    options.minifyWhitespace = true;
    options.lineLimit = 120;
    options.legalComments = "none";
  },
};

export default defineConfig([
  {
    ...shared,
    entry,
    format: ["esm"],
    platform: "neutral",
    noExternal: ["fast-string-width", "saxes"],
    plugins: [
      {
        name: "constants without side effects",
        renderChunk: (code) => ({ code: markPure(joinStrings(code)) }),
      },
      {
        name: "one file of shared code",
        buildEnd: () => mergeChunks("dist", Object.keys(entry)),
      },
    ],
    clean: true,
  },
  {
    ...shared,
    // The command shares the files of the library.
    entry: { ...entry, cli: "src/cli/bin.ts" },
    format: ["cjs"],
    platform: "node",
    external: ["zod"],
    noExternal: [/^(?!zod)/],
    esbuildPlugins: [withoutChildProcess],
    plugins: [
      {
        name: "require instead of import()",
        renderChunk: (code) => ({ code: commonJsOnly(joinStrings(code)) }),
      },
    ],
    metafile: true,
  },
  {
    entry: declarations,
    // One copy: build-assets writes declarations of the ES modules that re-export these.
    format: ["cjs"],
    // TypeScript 6 deprecates an option that tsup sets for declarations.
    dts: { only: true, entry: declarations, compilerOptions: { ignoreDeprecations: "6.0" } },
  },
]);
