import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import manifest from "../../package.json" with { type: "json" };
import { installTools } from "../everywhere/install-tools.ts";
import { runProgram } from "../everywhere/run-program.ts";
import { jsrConfig } from "./jsr-config.ts";
import { slowTypes } from "./slow-types.ts";

/** Where types are slow for a reason: those of schemas are zod's to infer, and the ids of findings are those of their table. */
const knownSlow = /^src\/(?:schema\/[\w-]+|audit\/finding-rules)\.ts$/;

// Puts what JSR would publish into a folder, and lets Deno try to publish it.
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
  throw new Error(`the public types of ${unexpected.join(", ")} need annotations`);
}
console.log(`types that are slow, as known, in: ${files.join(", ")}`);
console.log((await publish("--allow-slow-types")).trim().split("\n").at(-1));
console.log(`${config.name}@${manifest.version} is in ${folder}`);
