import { defineConfig } from "tsup";

const shared = {
  target: "es2022",
  treeshake: true,
  removeNodeProtocol: false,
} as const;

export default defineConfig([
  {
    ...shared,
    entry: {
      index: "src/index.ts",
      parse: "src/parse/index.ts",
      // A file for each format, so that bundlers leave out the formats that are not used.
      ...Object.fromEntries(
        ["apf", "csf", "firewalld", "iptables", "listeners", "nftables", "ufw"].map((format) => [
          `parse/${format}`,
          `src/parse/${format}/parse-${format}.ts`,
        ]),
      ),
      render: "src/render/index.ts",
      schema: "src/schema/index.ts",
    },
    format: ["esm", "cjs"],
    // In both formats, so that an error is of one class whichever entry throws it.
    splitting: true,
    platform: "neutral",
    noExternal: ["fast-string-width", "saxes"],
    // So that a bundle without a reader of XML has no reader of XML in it.
    plugins: [
      {
        name: "bundled CommonJS without side effects",
        renderChunk: (code) => ({
          code: code.replace(
            /(?<== |__toESM\()(?:__commonJS|__toESM|require_\w+)\(/g,
            "/* @__PURE__ */ $&",
          ),
        }),
      },
    ],
    clean: true,
    // TypeScript 6 deprecates an option that tsup sets for the declarations.
    dts: {
      entry: {
        index: "src/index.ts",
        parse: "src/parse/index.ts",
        render: "src/render/index.ts",
        schema: "src/schema/index.ts",
      },
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
    metafile: true,
  },
]);
