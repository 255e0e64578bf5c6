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

/** Runs the command with its output in a pipe, and returns what it loaded. */
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
  ["--help", "Usage: cpanel-ports", 115_000],
  ["list 126", "39 ports", 245_000],
  ["diff 118 126", "118 to", 245_000],
  ["render nftables", "table inet", 330_000],
  ["audit csf.conf", "CSF", 520_000],
] as const)(
  "%s loads what it needs, and is no larger than was decided",
  async ([line, answer, limit]) => {
    const { stdout, files, builtins } = await loadedBy(line.split(" "));
    expect(stdout).toContain(answer);
    // Each file costs a lookup: what is loaded together is in one.
    expect(files.length).toBeLessThanOrEqual(13);
    const sizes = files.map((file) => statSync(file).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(limit);
    // Each takes longer to load than all of ours: sockets, programs, the loader of ES modules.
    for (const name of ["net", "tty", "child_process", "internal/modules/esm/translators"]) {
      expect(builtins).not.toContain(`NativeModule ${name}`);
    }
    expect(builtins).toContain("NativeModule internal/modules/cjs/loader");
  },
);
