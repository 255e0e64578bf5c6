import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { checkBuild } from "../../scripts/check-build.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder outside the repository, with only the packed tarball installed. */
    consumer: string;
    /** The files of the tarball. */
    packed: readonly string[];
    /** The path of the tarball. */
    tarball: string;
  }
}

const root = join(import.meta.dirname, "../..");

/**
 * Packs `dist/` as for publishing, and installs the tarball in a new folder.
 *
 * @throws Error if `dist/` is missing or older than its sources
 */
export default function install(project: TestProject): () => void {
  console.log("Package tests need npm, and dist/ from `npm run build`.");
  checkBuild();
  const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-"));
  const consumer = join(folder, "consumer");
  mkdirSync(consumer);
  const npm = (cwd: string, ...args: string[]) =>
    execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

  const [{ files }] = JSON.parse(
    npm(root, "pack", "--json", "--ignore-scripts", "--pack-destination", folder),
  );
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  writeFileSync(join(consumer, "package.json"), '{ "private": true }\n');
  npm(consumer, "install", "--offline", "--no-audit", "--no-fund", tarball);
  // The packages that a TypeScript consumer installs next to this one.
  mkdirSync(join(consumer, "node_modules/@types"), { recursive: true });
  for (const name of ["zod", "@types/node", "undici-types"]) {
    symlinkSync(join(root, "node_modules", name), join(consumer, "node_modules", name));
  }

  project.provide("consumer", consumer);
  project.provide("tarball", tarball);
  project.provide(
    "packed",
    files.map((file: { path: string }) => file.path),
  );
  return () => rmSync(folder, { recursive: true, force: true });
}
