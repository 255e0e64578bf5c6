import { defineConfig } from "tsup";
import { markPure } from "./scripts/build-assets/mark-pure.ts";
import { mergeChunks } from "./scripts/build-assets/merge-chunks.ts";

const shared = {
  target: "es2022",
  treeshake: true,
  removeNodeProtocol: false,
} as const;

const entry = {
  index: "src/index.ts",
  parse: "src/parse/index.ts",
  render: "src/render/index.ts",
  schema: "src/schema/index.ts",
};

export default defineConfig([
  {
    ...shared,
    entry,
    format: ["esm", "cjs"],
    // In both formats, so that an error is of one class whichever entry throws it.
    splitting: true,
    platform: "neutral",
    noExternal: ["fast-string-width", "saxes"],
    esbuildOptions(options) {
      // Names stay, and lines, for stack traces.
      options.minifyWhitespace = true;
      options.minifySyntax = true;
      options.lineLimit = 120;
    },
    plugins: [
      {
        name: "constants without side effects",
        renderChunk(code) {
          return this.format === "esm" ? { code: markPure(code) } : undefined;
        },
      },
      {
        name: "one file of what entries share",
        async buildEnd() {
          if (this.format === "esm") {
            await mergeChunks(this.options.outDir, Object.keys(entry));
          }
        },
      },
    ],
    clean: true,
    // TypeScript 6 deprecates an option that tsup sets for the declarations.
    dts: {
      entry,
      compilerOptions: { ignoreDeprecations: "6.0" },
    },
  },
  {
    ...shared,
    entry: { cli: "src/cli/bin.ts" },
    // commander is CommonJS that requires modules of Node.js.
    format: ["cjs"],
    platform: "node",
    noExternal: [/.*/],
    // A chunk for each command, so that a run parses only what it needs.
    splitting: true,
    minify: true,
    esbuildOptions(options) {
      options.chunkNames = "cli/[name]-[hash]";
    },
    metafile: true,
  },
]);
