import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { formats } from "../../site/explorer/views/firewall/formats.ts";
import { readGuideSteps } from "./read-guide-steps.ts";

const docs = join(import.meta.dirname, "../../docs");

/** Writes the steps of the firewall guides, as a script that sets them. */
export function writeGuideSteps(output: string): void {
  const guides = formats.flatMap(({ guide }) => guide ?? []);
  const steps = Object.fromEntries(
    guides.map((guide) => [
      guide,
      readGuideSteps(guide, readFileSync(join(docs, `${guide}.md`), "utf8")),
    ]),
  );
  writeFileSync(
    join(output, "assets/guide-steps.js"),
    `globalThis.explorerGuideSteps=${JSON.stringify(steps)};\n`,
  );
}
