import { readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { rollup } from "rollup";

/**
 * Puts what the entries share into one file, as each further one costs an import more than what it
 * leaves out: all of them together are small beside any entry.
 *
 * @param folder - the folder of ES modules, which are written anew
 * @param entries - the names of the entries
 */
export async function mergeChunks(folder: string, entries: readonly string[]): Promise<void> {
  const chunks = readdirSync(folder).filter((name) => /^chunk-.+\.js$/.test(name));
  const bundle = await rollup({
    input: entries.map((name) => join(folder, `${name}.js`)),
    external: (id) => !/^[./]/.test(id),
    treeshake: false,
  });
  for (const name of chunks) {
    rmSync(join(folder, name));
  }
  await bundle.write({
    dir: folder,
    entryFileNames: "[name].js",
    chunkFileNames: "shared.js",
    minifyInternalExports: false,
    manualChunks: (id) => (chunks.includes(basename(id)) ? "shared" : undefined),
  });
}
