import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";

const site = join(import.meta.dirname, "../../site");

/** A page from the file system can only run classic scripts. */
const classic = {
  bundle: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  minify: true,
  legalComments: "none",
  jsx: "automatic",
  jsxImportSource: "preact",
  // Invisible characters, such as bidirectional controls, become escapes.
  charset: "ascii",
} as const satisfies BuildOptions;

/** Bundles the scripts of the site; the worker's program becomes a script that sets its text. */
export async function bundleScripts(output: string): Promise<void> {
  const assets = join(output, "assets");
  mkdirSync(assets, { recursive: true });
  await build({
    ...classic,
    entryPoints: {
      embed: join(site, "embed/main.ts"),
      "embed-examples": join(site, "embed/examples.ts"),
      explorer: join(site, "explorer/main.tsx"),
      search: join(site, "search/main.ts"),
      site: join(site, "shell/site.ts"),
      theme: join(site, "shell/theme.ts"),
    },
    outdir: assets,
  });
  const worker = await build({
    ...classic,
    entryPoints: [join(site, "worker/main.ts")],
    write: false,
  });
  const source = JSON.stringify(worker.outputFiles[0]?.text ?? "");
  writeFileSync(join(assets, "worker.js"), `globalThis.explorerWorkerSource=${source};\n`);
}
