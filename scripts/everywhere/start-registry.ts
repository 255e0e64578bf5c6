import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Returns environment variables that make clients use only the registry of a folder, and no cache of this machine. */
export function registrySettings(folder: string): Readonly<Record<string, string>> {
  return {
    npm_config_userconfig: join(folder, "npmrc"),
    npm_config_cache: join(folder, "npm-cache"),
    npm_config_store_dir: join(folder, "pnpm-store"),
    BUN_INSTALL_CACHE_DIR: join(folder, "bun-cache"),
    DENO_DIR: join(folder, "deno-cache"),
  };
}

/** A registry on loopback. */
export interface Registry {
  readonly address: string;
  stop(): void;
}

/** Starts an empty registry without an upstream, keeps its files in a folder, and waits until it responds. */
export async function startRegistry(tools: string, folder: string): Promise<Registry> {
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
        throw new Error(`verdaccio: exited with status ${server.exitCode}`);
      }
      await sleep(200);
    }
  } catch (error) {
    server.kill();
    throw error;
  }
  return { address: `http://${host}`, stop: () => server.kill() };
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
