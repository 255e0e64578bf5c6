import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const site = join(import.meta.dirname, "../../site");

/** Copies the style sheets and the icon. */
export function writeStyles(output: string): void {
  for (const name of readdirSync(join(site, "styles"))) {
    copyFileSync(join(site, "styles", name), join(output, "assets", name));
  }
  copyFileSync(join(site, "shell/icon.svg"), join(output, "assets/icon.svg"));
}
