import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { specifiers } from "../consumer-files.ts";
import { suiteStep } from "../suite-step.ts";
import type { Context, Target } from "../target.ts";
import { versionOf } from "../tools.ts";

const program = `
import * as main from "${specifiers.main}";
import * as parse from "${specifiers.parse}";
import * as render from "${specifiers.render}";
import { run } from "./suite.mjs";
export const printed = run(["core"], { main, parse, render });
`;

const entries: Readonly<Record<string, string>> = {
  [specifiers.main]: "index.js",
  [specifiers.parse]: "parse.js",
  [specifiers.render]: "render.js",
};

/** A bare engine: only the language, without the APIs of browsers and servers. */
export const quickjs: Target = {
  name: "quickjs",
  title: "QuickJS (quickjs-emscripten)",
  version: versionOf("quickjs-emscripten"),
  steps: [suiteStep("ES modules", ["core"], runInEngine)],
};

async function runInEngine({ tools, consumer }: Context): Promise<string> {
  const { getQuickJS } = createRequire(join(tools, "any.js"))("quickjs-emscripten");
  const dist = join(consumer, "node_modules/cpanel-ports/dist");
  const runtime = (await getQuickJS()).newRuntime();
  runtime.setModuleLoader(
    (path: string) => readFileSync(path, "utf8"),
    (from: string, specifier: string) => {
      const entry = entries[specifier];
      return entry === undefined ? join(dirname(from), specifier) : join(dist, entry);
    },
  );
  const vm = runtime.newContext();
  const result = vm.evalCode(program, join(consumer, "program.js"), { type: "module" });
  if (result.error) {
    const { message, stack } = vm.dump(result.error);
    throw new Error(`${message}\n${stack}`);
  }
  return vm.dump(result.value).printed;
}
