import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const examples = join(import.meta.dirname, "../../docs/examples");

/** Writes the sample configurations, as a script that sets their texts. */
export function writeExamples(output: string): void {
  const texts = Object.fromEntries(
    ["csf-stock.conf", "nftables.rules"].map((name) => [
      name,
      readFileSync(join(examples, name), "utf8"),
    ]),
  );
  writeFileSync(
    join(output, "assets/examples.js"),
    `globalThis.explorerExamples=${JSON.stringify(texts)};\n`,
  );
}
