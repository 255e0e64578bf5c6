import type { Plugin } from "esbuild";

/**
 * Removes `node:child_process` from the command. commander loads it for subcommands in separate programs, which this
 * command does not have. Loading it takes longer than loading commander.
 */
export const withoutChildProcess: Plugin = {
  name: "without child_process",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^(?:node:)?child_process$/ }, ({ path, importer }) => {
      if (!importer.includes("/node_modules/commander/")) {
        throw new Error(`${importer} loads ${path}, which the build removes`);
      }
      return { path, namespace: "without" };
    });
    onLoad({ filter: /./, namespace: "without" }, () => ({ contents: "module.exports = {};" }));
  },
};
