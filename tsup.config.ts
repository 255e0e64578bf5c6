import { defineConfig, type Options } from "tsup";
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

/** The parsers that the command loads one by one: what each has for itself becomes a module of its own. */
const parsers = Object.fromEntries(
  ["apf", "csf", "firewalld", "iptables", "listeners", "nftables", "nmap", "ufw"].map((format) => [
    `parse-${format}`,
    `src/parse/${format}/parse-${format}.ts`,
  ]),
);

const shared: Options = {
  target: "es2022",
  treeshake: true,
  removeNodeProtocol: false,
  // In both formats, so that an error is of one class whichever entry throws it.
  splitting: true,
  // Names stay, and lines, so that the stack of an error says where it comes from.
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
        name: "one file of what entries share",
        buildEnd: () => mergeChunks("dist", Object.keys(entry)),
      },
    ],
    clean: true,
  },
  {
    ...shared,
    // The command loads the files of the library.
    entry: { ...entry, cli: "src/cli/bin.ts", ...parsers },
    format: ["esm"],
    // build-assets makes few files of CommonJS of them.
    outDir: "dist/parts",
    platform: "node",
    external: ["zod"],
    noExternal: [/^(?!zod)/],
    esbuildPlugins: [withoutChildProcess],
    plugins: [
      {
        name: "one line each string",
        renderChunk: (code) => ({ code: joinStrings(code) }),
      },
    ],
    metafile: true,
  },
  {
    entry,
    // One copy: build-assets makes the declarations of ES modules name these.
    format: ["cjs"],
    // TypeScript 6 deprecates an option that tsup sets for the declarations.
    dts: { only: true, entry, compilerOptions: { ignoreDeprecations: "6.0" } },
  },
]);
