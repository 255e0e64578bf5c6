import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

// Builds the last commit in another folder: its tarball must equal the tarball of this folder's build, byte for byte.
const root = join(import.meta.dirname, "../..");
const folder = join(root, "reproduced");
const copy = join(folder, "build");

if (
  execFileSync("git", ["status", "--porcelain", "--untracked-files=no"], {
    cwd: root,
    encoding: "utf8",
  }) !== ""
) {
  console.error("uncommitted changes: commit them, and run npm run build");
  process.exit(1);
}
rmSync(folder, { recursive: true, force: true });
mkdirSync(copy, { recursive: true });
const archive = execFileSync("git", ["archive", "HEAD"], { cwd: root, maxBuffer: 2 ** 28 });
execFileSync("tar", ["-x", "-C", copy], { input: archive });
// Hard links, because the bundler writes the paths of packages relative to the folder.
execFileSync("cp", ["-al", join(root, "node_modules"), join(copy, "node_modules")]);
execFileSync("npm", ["run", "build"], { cwd: copy, stdio: "pipe" });

const [here, there] = [root, copy].map(digestOfPacked);
if (here === there) {
  console.log(`ok: two builds produced the same tarball, SHA-512 ${here}`);
  rmSync(folder, { recursive: true });
} else {
  console.error(`two builds of one commit differ: ${here} and ${there}; the second is in ${copy}`);
  process.exitCode = 1;
}

function digestOfPacked(from: string): string {
  const target = join(folder, from === root ? "here" : "there");
  mkdirSync(target);
  const args = ["pack", "--ignore-scripts", "--pack-destination", target];
  execFileSync("npm", args, { cwd: from, stdio: "pipe" });
  const [tarball = ""] = readdirSync(target);
  return createHash("sha512")
    .update(readFileSync(join(target, tarball)))
    .digest("hex");
}
