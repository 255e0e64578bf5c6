// Bundles one file with the defaults of a bundler: node bundle.mjs TOOLS BUNDLER INPUT OUTPUT
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [tools, bundler, input, output] = process.argv.slice(2);
const require = createRequire(join(tools, "any.js"));

const bundlers = {
  async esbuild() {
    const options = { entryPoints: [input], outfile: output, bundle: true, format: "esm" };
    await require("esbuild").build(options);
  },
  async rollup() {
    const plugins = ["node-resolve", "commonjs", "json"].map((name) =>
      require(`@rollup/plugin-${name}`).default(),
    );
    const bundle = await require("rollup").rollup({ input, plugins, onwarn() {} });
    await bundle.write({ file: output, format: "es" });
  },
  async webpack() {
    await compile(require("webpack"));
  },
  async rspack() {
    await compile(require("@rspack/core").rspack);
  },
  async vite() {
    // Only available as an ES module.
    const { build } = await import(pathToFileURL(join(tools, "vite/dist/node/index.js")).href);
    const names = { input, output: { entryFileNames: basename(output) } };
    await build({
      configFile: false,
      logLevel: "error",
      root: dirname(input),
      build: { outDir: dirname(output), rollupOptions: names },
    });
  },
};

function compile(compiler) {
  const options = {
    entry: input,
    mode: "production",
    output: { path: dirname(output), filename: basename(output) },
  };
  return new Promise((resolve, reject) => {
    compiler(options, (error, result) =>
      error || result.hasErrors() ? reject(error ?? new Error(result.toString())) : resolve(),
    );
  });
}

await bundlers[bundler]();
