import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder outside the repository in which the packed tarball is installed, and nothing else. */
    consumer: string;
    /** The files of the tarball. */
    packed: readonly string[];
  }
}

const root = join(import.meta.dirname, "../..");

/** Packs `dist/` as it would be published, and installs the tarball as a stranger would. */
export default function install(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-"));
  const consumer = join(folder, "consumer");
  mkdirSync(consumer);
  const npm = (cwd: string, ...args: string[]) =>
    execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

  const [{ files }] = JSON.parse(
    npm(root, "pack", "--json", "--ignore-scripts", "--pack-destination", folder),
  );
  const tarball = readdirSync(folder).find((name) => name.endsWith(".tgz"));
  writeFileSync(join(consumer, "package.json"), '{ "private": true }\n');
  npm(consumer, "install", "--offline", "--no-audit", "--no-fund", join(folder, tarball ?? ""));
  // What a consumer in TypeScript has beside the package.
  mkdirSync(join(consumer, "node_modules/@types"), { recursive: true });
  for (const name of ["zod", "@types/node", "undici-types"]) {
    symlinkSync(join(root, "node_modules", name), join(consumer, "node_modules", name));
  }

  project.provide("consumer", consumer);
  project.provide(
    "packed",
    files.map((file: { path: string }) => file.path),
  );
  return () => rmSync(folder, { recursive: true, force: true });
}
