import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { withoutChildProcess } from "../../../scripts/build-assets/without-child-process.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** Bundles a file that loads child_process. */
async function bundled(path: string): Promise<string> {
  const file = join(temporaryFolder(), path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, 'exports.run = () => require("node:child_process").spawn;\n');
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    format: "cjs",
    platform: "node",
    write: false,
    logLevel: "silent",
    plugins: [withoutChildProcess],
  });
  return outputFiles[0]?.text ?? "";
}

test("replaces child_process in commander, and refuses it in other modules", async () => {
  const code = await bundled("node_modules/commander/index.js");
  expect(code).not.toMatch(/require\("node:child_process"\)/);
  expect(code).toContain("without:node:child_process");
  await expect(bundled("src/cli/main.js")).rejects.toThrow("loads node:child_process");
});
