import type { Plugin } from "esbuild";

/**
 * Leaves `node:child_process` out of the command. commander loads it for subcommands that are programs of their own, of
 * which there are none; loading it takes longer than commander does.
 */
export const withoutChildProcess: Plugin = {
  name: "without child_process",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^(?:node:)?child_process$/ }, ({ path, importer }) => {
      if (!importer.includes("/node_modules/commander/")) {
        throw new Error(`${importer} loads ${path}, which the build has for nobody`);
      }
      return { path, namespace: "without" };
    });
    onLoad({ filter: /./, namespace: "without" }, () => ({ contents: "module.exports = {};" }));
  },
};
