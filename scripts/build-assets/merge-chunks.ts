import { readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { rollup } from "rollup";

/**
 * Merges the chunks that entries share into one file, because each further file slows an import down more than
 * its smaller size saves: all chunks together are small compared with any entry.
 *
 * @param folder - the folder of ES modules, which are overwritten
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
