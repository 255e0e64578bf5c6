import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

// Not with tsx, which would transform dist/ and slow it down.
const outfile = join(import.meta.dirname, "bench.tmp.mjs");
buildSync({
  entryPoints: [fileURLToPath(import.meta.resolve("./main.ts"))],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  external: ["../../dist/*"],
});
try {
  const args = [outfile, ...process.argv.slice(2)];
  process.exitCode = spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(outfile);
}
