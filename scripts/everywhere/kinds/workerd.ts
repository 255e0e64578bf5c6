import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { callOf, oneCopy, specifiers } from "../consumer-files.ts";
import { runProgram } from "../run-program.ts";
import { suiteStep } from "../suite-step.ts";
import type { Context, Target } from "../target.ts";
import { versionOf } from "../tools.ts";

/** The modules behind specifiers, as the exports of the packages map them. */
const aliases: Readonly<Record<string, string>> = {
  [specifiers.main]: "./cpanel-ports/dist/index.js",
  [specifiers.parse]: "./dist/parse.js",
  [specifiers.render]: "./dist/render.js",
  [specifiers.schema]: "./dist/schema.js",
  // Every specifier is relative to its module.
  "cpanel-ports/dist/zod/v4": "../../../zod/v4/index.js",
};

const worker = `
${Object.entries(specifiers)
  .map(([name, path]) =>
    path.endsWith(".json")
      ? `import ${name} from "${path}";`
      : `import * as ${name} from "${path}";`,
  )
  .join("\n")}
import { run } from "./suite.mjs";
export default { test() { ${callOf(oneCopy)} } };
`;

/** workerd, the runtime of Cloudflare Workers, with all modules unbundled. */
export const workerd: Target = {
  name: "workerd",
  title: "workerd",
  version: versionOf("@cloudflare/workerd-linux-64"),
  steps: [
    suiteStep("ES modules", oneCopy, ({ tools, consumer }) => {
      writeFileSync(join(consumer, "worker.js"), worker);
      writeFileSync(join(consumer, "workerd.capnp"), configOf(consumer));
      const program = join(tools, "@cloudflare/workerd-linux-64/bin/workerd");
      return runProgram(consumer, [program, "test", "workerd.capnp"]);
    }),
  ],
};

function configOf(consumer: Context["consumer"]): string {
  const embedded = (kind: string, name: string, path: string) =>
    `(name = ${JSON.stringify(name)}, ${kind} = embed ${JSON.stringify(path)})`;
  const modules = [
    embedded("esModule", "worker.js", "worker.js"),
    embedded("esModule", "suite.mjs", "suite.mjs"),
    ...["cpanel-ports/dist", "zod/v4"].flatMap((folder) =>
      readdirSync(join(consumer, "node_modules", folder), { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".js"))
        .map((path) => `${folder}/${path}`)
        .map((path) => embedded("esModule", path, `node_modules/${path}`)),
    ),
    ...Object.values(specifiers)
      .filter((path) => path.endsWith(".json"))
      .map((path) => embedded("json", path, `node_modules/${path}`)),
    ...Object.entries(aliases).map(
      ([name, path]) =>
        `(name = ${JSON.stringify(name)}, esModule = ${JSON.stringify(`export * from "${path}";`)})`,
    ),
  ];
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (services = [(name = "main", worker = .worker)]);
const worker :Workerd.Worker = (compatibilityDate = "2026-01-01", modules = [
${modules.join(",\n")}
]);
`;
}
