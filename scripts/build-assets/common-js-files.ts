import { chmodSync } from "node:fs";
import { basename, join } from "node:path";
import { type RenderedChunk, rollup } from "rollup";
import { fileOfPart, type PartsMetafile } from "./file-of-part.ts";
import { requireWhenUsed } from "./require-when-used.ts";

/**
 * Writes the files of CommonJS: puts the ES modules that esbuild made of the entries into few files, of which the command
 * loads those that it uses.
 *
 * @param parts - the folder of those modules
 * @param folder - where the files are written
 * @param entries - the names of the entries of the library
 * @throws Error for files that import each other, whose order would decide what they see of each other
 */
export async function writeCommonJsFiles(
  parts: string,
  folder: string,
  entries: readonly string[],
  metafile: PartsMetafile,
): Promise<void> {
  const bundle = await rollup({
    input: [...entries, "cli"].map((name) => join(parts, `${name}.js`)),
    external: (id) => !/^[./]/.test(id),
    onLog: (level, { message }) => {
      throw new Error(`${level}: ${message}`);
    },
  });
  await bundle.write({
    dir: folder,
    format: "cjs",
    interop: "default",
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name]-[hash].cjs",
    minifyInternalExports: false,
    // import() would start the loader of ES modules, which takes longer than a command runs.
    dynamicImportInCjs: false,
    onlyExplicitManualChunks: true,
    manualChunks: (id) => fileOfPart(basename(id, ".js"), metafile),
    plugins: [
      {
        name: "require when used",
        renderChunk: (code, chunk) =>
          isOfTheCommand(chunk) ? { code: requireWhenUsed(code), map: null } : null,
      },
    ],
  });
  chmodSync(join(folder, "cli.cjs"), 0o755);
}

/** Whether a file has only what belongs to the command; calls of the library are not to pay for it. */
function isOfTheCommand({ name, isDynamicEntry }: RenderedChunk): boolean {
  return isDynamicEntry || name === "part-command" || name === "part-options";
}
