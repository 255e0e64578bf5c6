import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { installTools } from "../everywhere/install-tools.ts";
import { runProgram } from "../everywhere/run-program.ts";
import { jsrConfig } from "./jsr-config.ts";
import { slowTypes } from "./slow-types.ts";

/** Files with expected slow types: zod infers the types of schemas, and a table determines the finding ids. */
const knownSlow = /^src\/(?:schema\/[\w-]+|audit\/finding-rules)\.ts$/;

// Copies the files that JSR would publish into a folder, and runs `deno publish --dry-run` there.
const root = join(import.meta.dirname, "../..");
const folder = join(root, "reports/jsr");
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const path of ["src", "LICENSE", "README.md"]) {
  cpSync(join(root, path), join(folder, path), { recursive: true });
}
rmSync(join(folder, "src/cli"), { recursive: true });
const config = jsrConfig(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
writeFileSync(join(folder, "jsr.json"), `${JSON.stringify(config, null, 2)}\n`);

const deno = join(await installTools(), "@deno/linux-x64-glibc/deno");
const publish = (...options: readonly string[]) =>
  runProgram(folder, [deno, "publish", "--dry-run", "--allow-dirty", ...options]);
const files = await publish().then(
  () => [],
  (error: Error) => slowTypes(error.message),
);
const unexpected = files.filter((file) => !knownSlow.test(file));
if (unexpected.length > 0) {
  throw new Error(`${unexpected.join(", ")}: public types need explicit annotations`);
}
console.log(`known slow types: ${files.join(", ")}`);
console.log((await publish("--allow-slow-types")).trim().split("\n").at(-1));
console.log(`wrote ${config.name}@${manifest.version} to ${folder}`);
