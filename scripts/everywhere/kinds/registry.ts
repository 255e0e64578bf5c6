import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandStep } from "../command-step.ts";
import { oneCopy, writeConsumerFiles } from "../consumer-files.ts";
import { type Client, type Command, registryClients } from "../registry-clients.ts";
import { runProgram } from "../run-program.ts";
import { registrySettings, startRegistry } from "../start-registry.ts";
import { suiteStep } from "../suite-step.ts";
import type { Context, Step, Target } from "../target.ts";
import { versionOf } from "../tools.ts";

/** A registry on loopback that the package is published to and installed from. */
export const registry: Target = {
  name: "registry",
  title: "A registry (verdaccio)",
  version: versionOf("verdaccio"),
  start: publishAll,
  steps: Object.entries(registryClients).flatMap(([name, client]) => stepsOf(name, client)),
};

function stepsOf(name: string, client: Client): readonly Step[] {
  const projectOf = ({ folder }: Context) => join(folder, name);
  const run = (context: Context, command: Command) =>
    runProgram(projectOf(context), command, registrySettings(context.folder));
  return [
    suiteStep(`installed by ${client.title}`, oneCopy, async (context) => {
      const project = projectOf(context);
      mkdirSync(project);
      writeFileSync(join(project, "package.json"), '{ "private": true }\n');
      copyFileSync(join(context.folder, "npmrc"), join(project, ".npmrc"));
      writeConsumerFiles(project);
      await run(context, client.add(context.tools, ["cpanel-ports", "zod"]));
      return run(context, [...client.run(context.tools), "imports.mjs"]);
    }),
    commandStep((context, args) => run(context, [...client.command(context.tools), ...args])),
  ];
}

async function publishAll({ tools, folder, tarballs }: Context): Promise<() => void> {
  const { stop } = await startRegistry(tools, folder);
  try {
    for (const tarball of tarballs) {
      const publish = ["npm", "publish", "--ignore-scripts", tarball] as const;
      await runProgram(folder, publish, registrySettings(folder));
    }
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}
