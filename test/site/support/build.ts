import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

/** Builds the site from the package, which has to be built, and says what is missing. */
export default function setup(): void {
  if (!existsSync("/usr/bin/chromium")) {
    throw new Error("the tests of the site need chromium (Debian package chromium)");
  }
  if (!existsSync(join(root, "dist/index.js"))) {
    throw new Error("the tests of the site need the package built: npm run build");
  }
  execFileSync("npm", ["run", "--silent", "site"], { cwd: root, stdio: "inherit" });
}
