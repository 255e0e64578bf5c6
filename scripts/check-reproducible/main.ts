import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

// Builds and packs the last commit in two folders: the tarballs must be identical, byte for byte.
const root = join(import.meta.dirname, "../..");
const folder = join(root, "reproduced");

function digestOfBuild(name: string): string {
  const copy = join(folder, name);
  mkdirSync(copy, { recursive: true });
  const archive = execFileSync("git", ["archive", "HEAD"], { cwd: root, maxBuffer: 2 ** 28 });
  execFileSync("tar", ["-x", "-C", copy], { input: archive });
  // Hard links, because the bundler writes the paths of packages relative to the folder.
  execFileSync("cp", ["-al", join(root, "node_modules"), join(copy, "node_modules")]);
  const npm = (...args: string[]) => execFileSync("npm", args, { cwd: copy, stdio: "pipe" });
  npm("run", "build");
  npm("pack", "--ignore-scripts");
  const tarball = readdirSync(copy).find((each) => each.endsWith(".tgz")) ?? "";
  return createHash("sha512")
    .update(readFileSync(join(copy, tarball)))
    .digest("hex");
}

rmSync(folder, { recursive: true, force: true });
const [first, second] = ["first", "second/build"].map(digestOfBuild);
if (first === second) {
  console.log(`ok: two builds produced the same tarball, SHA-512 ${first}`);
  rmSync(folder, { recursive: true });
} else {
  console.error(`two builds of one commit differ: ${first} and ${second}; both are in ${folder}`);
  process.exitCode = 1;
}
