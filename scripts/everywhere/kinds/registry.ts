import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { commandStep } from "../command-step.ts";
import { oneCopy, writeConsumerFiles } from "../consumer-files.ts";
import { runProgram } from "../run-program.ts";
import { suiteStep } from "../suite-step.ts";
import type { Context, Step, Target } from "../target.ts";
import { versionOf } from "../tools.ts";

type Command = readonly [string, ...string[]];

/** The commands of a package manager to add packages, and to run a file and a command. */
interface Client {
  readonly title: string;
  add(tools: string): Command;
  run(tools: string): Command;
  command(tools: string): Command;
}

const bun = (tools: string) => join(tools, "@oven/bun-linux-x64/bin/bun");
const deno = (tools: string) => join(tools, "@deno/linux-x64-glibc/deno");
const pnpm = (tools: string) => [process.execPath, join(tools, "pnpm/bin/pnpm.cjs")] as const;

/** The option that lets Deno install packages published within the last day. */
const fresh = "--minimum-dependency-age=0";

const clients: Readonly<Record<string, Client>> = {
  npm: {
    title: "npm, with npx",
    add: () => ["npm", "install", "--no-audit", "--no-fund", "cpanel-ports", "zod"],
    run: () => [process.execPath],
    command: () => ["npx", "--yes", "cpanel-ports"],
  },
  pnpm: {
    title: `pnpm ${versionOf("pnpm")}`,
    add: (tools) => [...pnpm(tools), "add", "cpanel-ports", "zod"],
    run: () => [process.execPath],
    command: (tools) => [...pnpm(tools), "exec", "cpanel-ports"],
  },
  bun: {
    title: `Bun ${versionOf("@oven/bun-linux-x64")}`,
    add: (tools) => [bun(tools), "add", "cpanel-ports", "zod"],
    run: (tools) => [bun(tools)],
    command: (tools) => [bun(tools), "x", "cpanel-ports"],
  },
  deno: {
    title: `Deno ${versionOf("@deno/linux-x64-glibc")}`,
    add: (tools) => [deno(tools), "add", fresh, "npm:cpanel-ports", "npm:zod"],
    run: (tools) => [deno(tools), "run", "-A", fresh],
    command: (tools) => [deno(tools), "run", "-A", fresh, "npm:cpanel-ports"],
  },
};

/** A registry on loopback that the package is published to and installed from. */
export const registry: Target = {
  name: "registry",
  title: "A registry (verdaccio)",
  version: versionOf("verdaccio"),
  start: startRegistry,
  steps: Object.entries(clients).flatMap(([name, client]) => stepsOf(name, client)),
};

/** Settings that keep clients away from the caches and registries of this machine. */
function settingsOf(folder: string): Readonly<Record<string, string>> {
  return {
    npm_config_userconfig: join(folder, "npmrc"),
    npm_config_cache: join(folder, "npm-cache"),
    npm_config_store_dir: join(folder, "pnpm-store"),
    BUN_INSTALL_CACHE_DIR: join(folder, "bun-cache"),
    DENO_DIR: join(folder, "deno-cache"),
  };
}

function stepsOf(name: string, client: Client): readonly Step[] {
  const projectOf = ({ folder }: Context) => join(folder, name);
  const run = (context: Context, command: Command) =>
    runProgram(projectOf(context), command, settingsOf(context.folder));
  return [
    suiteStep(`installed by ${client.title}`, oneCopy, async (context) => {
      const project = projectOf(context);
      mkdirSync(project);
      writeFileSync(join(project, "package.json"), '{ "private": true }\n');
      copyFileSync(join(context.folder, "npmrc"), join(project, ".npmrc"));
      writeConsumerFiles(project);
      await run(context, client.add(context.tools));
      return run(context, [...client.run(context.tools), "imports.mjs"]);
    }),
    commandStep((context, args) => run(context, [...client.command(context.tools), ...args])),
  ];
}

async function startRegistry({ tools, folder, tarballs }: Context): Promise<() => void> {
  const port = await freePort();
  const config = {
    storage: join(folder, "storage"),
    packages: { "**": { access: "$all", publish: "$all" } },
    web: { enable: false },
    log: { type: "stdout", level: "warn" },
  };
  // JSON is valid YAML.
  writeFileSync(join(folder, "config.yaml"), JSON.stringify(config));
  const host = `127.0.0.1:${port}`;
  // npm publishes only with a token; any value works.
  const npmrc = `registry=http://${host}/\n//${host}/:_authToken=anybody\n`;
  writeFileSync(join(folder, "npmrc"), npmrc);
  const verdaccio = join(tools, "verdaccio/bin/verdaccio");
  const options = ["--config", join(folder, "config.yaml"), "--listen", host];
  const server = spawn(process.execPath, [verdaccio, ...options], { stdio: "ignore" });
  try {
    while (!(await answers(`http://${host}/-/ping`))) {
      if (server.exitCode !== null) {
        throw new Error(`verdaccio exited with status ${server.exitCode}`);
      }
      await sleep(200);
    }
    for (const tarball of tarballs) {
      const publish = ["npm", "publish", "--ignore-scripts", tarball] as const;
      await runProgram(folder, publish, settingsOf(folder));
    }
  } catch (error) {
    server.kill();
    throw error;
  }
  return () => server.kill();
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
