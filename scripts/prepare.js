// Builds the ignored files that a clone lacks: for `npm pack`, installations from git, and `npm install`.
import { execSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
if (!existsSync(join(root, "dist"))) {
  execSync("npm run build", { cwd: root, stdio: "inherit" });
}
