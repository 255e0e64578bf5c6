import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { afterAll, describe, expect, test } from "vitest";
import { hostile } from "./support/hostile.ts";

const seconds = 2;
const megabytes = 200;

// As the package has it: one file of JavaScript, in a process of its own, which reads the text from a file.
const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-"));
const bundle = join(folder, "hostile.mjs");
afterAll(() => rmSync(folder, { recursive: true }));
buildSync({
  stdin: {
    contents: `
      import { readFileSync } from "node:fs";
      import * as parse from "./src/parse/index.ts";
      import { InvalidConfigurationError } from "./src/errors.ts";
      const [format, ...files] = process.argv.slice(2);
      const texts = files.map((file) => readFileSync(file, "utf8"));
      const parser = parse["parse" + format[0].toUpperCase() + format.slice(1)];
      const before = process.resourceUsage().maxRSS;
      const began = process.cpuUsage();
      let outcome;
      try {
        outcome = parser(texts).notes.length >= 0 ? "policy" : "";
      } catch (error) {
        outcome = error instanceof InvalidConfigurationError ? "refused" : String(error);
      }
      console.log(JSON.stringify({
        outcome,
        // Of the processor, so that what else runs does not count.
        seconds: Object.values(process.cpuUsage(began)).reduce((a, b) => a + b) / 1e6,
        // What the text itself takes is not the parser's.
        megabytes: (process.resourceUsage().maxRSS - before) / 1024,
      }));`,
    resolveDir: join(import.meta.dirname, "../.."),
  },
  bundle: true,
  format: "esm",
  platform: "node",
  outfile: bundle,
});

describe.for(Object.entries(hostile))("%s", ([format, texts]) => {
  test.for(Object.entries(texts))(
    `%s ends in a policy or the error that is promised, within ${seconds} s and ${megabytes} MB`,
    ([name, make]) => {
      const files = [make()].flat().map((text, index) => {
        const file = join(folder, `${index}.txt`);
        writeFileSync(file, text);
        return file;
      });
      const result = JSON.parse(
        execFileSync(process.execPath, [bundle, format, ...files], { encoding: "utf8" }),
      );
      console.log(format, name, JSON.stringify(result));
      expect(result.outcome).toMatch(/^(?:policy|refused)$/);
      expect(result.seconds).toBeLessThan(seconds);
      expect(result.megabytes).toBeLessThan(megabytes);
    },
  );
});
