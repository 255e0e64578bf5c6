import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";

const consumer = inject("consumer");
const stock = join(import.meta.dirname, "../../docs/examples/csf-stock.conf");

const program = `
const { writeFileSync } = require("node:fs");
require(${JSON.stringify(join(consumer, "node_modules/cpanel-ports/dist/cli.cjs"))}).done.then(() => {
  const files = Object.keys(require.cache).filter((path) => path !== __filename);
  writeFileSync("loaded.json", JSON.stringify({ files, builtins: process.moduleLoadList }));
});
`;

/** Runs the command with its output in a pipe, and returns the output and the loaded files. */
async function loadedBy(args: readonly string[]) {
  const folder = mkdtempSync(join(consumer, "start-"));
  copyFileSync(stock, join(folder, "csf.conf"));
  writeFileSync(join(folder, "load.cjs"), program);
  const { stdout } = await promisify(execFile)(process.execPath, ["load.cjs", ...args], {
    cwd: folder,
  }).catch((error) => error);
  const loaded: { files: string[]; builtins: string[] } = JSON.parse(
    readFileSync(join(folder, "loaded.json"), "utf8"),
  );
  return { stdout, ...loaded };
}

test.for([
  ["--help", "Usage: cpanel-ports", 100_000],
  ["list 126", "39 ports", 240_000],
  ["diff 118 126", "118 to", 240_000],
  ["render nftables", "table inet", 369_100],
  ["audit csf.conf", "CSF", 973_000],
] as const)(
  "%s loads only the modules it needs, within its size limit",
  async ([line, answer, limit]) => {
    const { stdout, files, builtins } = await loadedBy(line.split(" "));
    expect(stdout).toContain(answer);
    const sizes = files.map((file) => statSync(file).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(limit);
    // Each of these takes longer to load than the whole command: sockets, child processes, the loader of ES modules.
    for (const name of ["net", "tty", "child_process", "internal/modules/esm/translators"]) {
      expect(builtins).not.toContain(`NativeModule ${name}`);
    }
    expect(builtins).toContain("NativeModule internal/modules/cjs/loader");
  },
);
