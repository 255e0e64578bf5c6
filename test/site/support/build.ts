import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { headlessChromium } from "../../../scripts/headless-chromium.ts";

const root = join(import.meta.dirname, "../../..");

/** Builds the site from the built package, and reports what is missing. */
export default function setup(): void {
  if (!existsSync(headlessChromium)) {
    throw new Error(
      `the site tests need ${headlessChromium} (Debian package chromium-headless-shell)`,
    );
  }
  if (!existsSync(join(root, "dist/index.js"))) {
    throw new Error("the site tests need the package built: npm run build");
  }
  execFileSync("npm", ["run", "--silent", "site"], { cwd: root, stdio: "inherit" });
}
