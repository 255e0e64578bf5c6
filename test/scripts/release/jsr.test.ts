import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { jsrConfig } from "../../../scripts/release/jsr-config.ts";
import { slowTypes } from "../../../scripts/release/slow-types.ts";

const src = join(import.meta.dirname, "../../../src");
const config = jsrConfig({ ...manifest, repository: "https://github.com/Somebody/ports" });

describe("jsrConfig", () => {
  test("lists the entry points and the version of the package", () => {
    const code = Object.entries(manifest.exports).filter(([, value]) => typeof value !== "string");
    const entries = code.map(([name]) => name).filter((name) => !name.endsWith(".json"));
    expect(Object.keys(config.exports).sort()).toEqual(entries.sort());
    expect(config).toMatchObject({ name: "@somebody/cpanel-ports", version: manifest.version });
    expect(jsrConfig({ ...manifest }).name).toMatch(/^@[a-z\d-]+\/cpanel-ports$/);
  });

  test("maps every module that the sources import to the version in the build", () => {
    const files = readdirSync(src, { recursive: true, encoding: "utf8" });
    const loaded = files
      .filter((file) => file.endsWith(".ts") && !file.startsWith("cli/"))
      .flatMap((file) => ts.preProcessFile(readFileSync(join(src, file), "utf8")).importedFiles)
      .map(({ fileName }) => fileName)
      .filter((name) => !name.startsWith("."));
    expect(Object.keys(config.imports).sort()).toEqual([...new Set(loaded)].sort());
    for (const address of Object.values(config.imports)) {
      expect(address).toMatch(/^npm:[\w@/-]+@\d+\.\d+\.\d+(?:\/v4)?$/);
    }
  });
});

describe("slowTypes", () => {
  const problem = (code: string, file: string) =>
    `error[${code}]: missing explicit type in the public API\n  --> /tmp/x/${file}:20:14\n   | \n`;
  const end = (count: number) => `error: Found ${count} problem${count === 1 ? "" : "s"}\n`;

  test("lists each file with slow types once", () => {
    const printed =
      problem("missing-explicit-type", "src/b.ts") +
      problem("missing-explicit-return-type", "src/a.ts") +
      problem("missing-explicit-type", "src/b.ts") +
      end(3);
    expect(slowTypes(printed)).toEqual(["src/a.ts", "src/b.ts"]);
  });

  test.for([
    "TS2322 [ERROR]: Type 'a' is not assignable\n\nerror: Type checking failed.\n",
    problem("missing-explicit-type", "src/a.ts") + problem("excluded-module", "src/b.ts") + end(2),
    "",
  ])("rejects output that does not only list slow types: %j", (printed) => {
    expect(() => slowTypes(printed)).toThrow("expected only slow types");
  });
});
