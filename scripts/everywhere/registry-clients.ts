import { join } from "node:path";
import { versionOf } from "./tools.ts";

export type Command = readonly [string, ...string[]];

/** A package manager: the commands that add packages, run a file, and run `cpanel-ports`. */
export interface Client {
  readonly title: string;
  add(tools: string, packages: readonly string[]): Command;
  run(tools: string): Command;
  command(tools: string): Command;
}

const bun = (tools: string) => join(tools, "@oven/bun-linux-x64/bin/bun");
const deno = (tools: string) => join(tools, "@deno/linux-x64-glibc/deno");
const pnpm = (tools: string) => [process.execPath, join(tools, "pnpm/bin/pnpm.cjs")] as const;

/** The option that lets Deno install packages published within the last day. */
const fresh = "--minimum-dependency-age=0";

/** The package managers that install from the registry, by name. */
export const registryClients: Readonly<Record<string, Client>> = {
  npm: {
    title: "npm, with npx",
    add: (_, packages) => ["npm", "install", "--no-audit", "--no-fund", ...packages],
    run: () => [process.execPath],
    command: () => ["npx", "--yes", "cpanel-ports"],
  },
  pnpm: {
    title: `pnpm ${versionOf("pnpm")}`,
    add: (tools, packages) => [...pnpm(tools), "add", ...packages],
    run: () => [process.execPath],
    command: (tools) => [...pnpm(tools), "exec", "cpanel-ports"],
  },
  bun: {
    title: `Bun ${versionOf("@oven/bun-linux-x64")}`,
    add: (tools, packages) => [bun(tools), "add", ...packages],
    run: (tools) => [bun(tools)],
    command: (tools) => [bun(tools), "x", "cpanel-ports"],
  },
  deno: {
    title: `Deno ${versionOf("@deno/linux-x64-glibc")}`,
    add: (tools, packages) => [deno(tools), "add", fresh, ...packages.map((each) => `npm:${each}`)],
    run: (tools) => [deno(tools), "run", "-A", fresh],
    command: (tools) => [deno(tools), "run", "-A", fresh, "npm:cpanel-ports"],
  },
};
