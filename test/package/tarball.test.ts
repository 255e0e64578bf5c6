import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import ts from "typescript";
import { describe, expect, inject, test } from "vitest";
import type * as CpanelPorts from "../../src/index.ts";

const consumer = inject("consumer");
const installed = join(consumer, "node_modules/cpanel-ports");
const require = createRequire(join(consumer, "index.js"));
const read = (path: string) => readFileSync(join(installed, path), "utf8");

const esm: typeof CpanelPorts = await import(pathToFileURL(join(installed, "dist/index.js")).href);
const cjs: typeof CpanelPorts = require("cpanel-ports");

describe("the tarball", () => {
  test("holds what is used, and no test, script, source or snapshot", () => {
    const paths = inject("packed").filter((path) => path !== "CHANGELOG.md");
    const folders = new Set(paths.map((path) => path.replace(/\/[^/]+$/, "/")));
    expect([...folders].sort()).toEqual([
      "LICENSE",
      "README.md",
      "data/",
      "data/pages/",
      "dist/",
      "dist/data/",
      "dist/schema/",
      "docs/",
      "docs/releases/",
      "package.json",
    ]);
    const extensions = new Set(inject("packed").map((path) => /(\.d)?\.?[^.]+$/.exec(path)?.[0]));
    expect([...extensions].sort()).toEqual([
      ".cjs",
      ".d.cts",
      ".d.ts",
      ".js",
      ".json",
      ".md",
      ".txt",
      "LICENSE",
    ]);
    expect(inject("packed")).not.toContain("data/released.json");
  });

  test("names the licenses of what is bundled", () => {
    const licenses = read("dist/bundled.licenses.txt");
    expect(licenses).toMatch(/^commander$/m);
    expect(licenses).toMatch(/^picocolors$/m);
    expect(licenses).toMatch(/^fast-string-width$/m);
  });

  test.for(["dist/index.js", "dist/index.cjs"])("%s loads nothing but itself", (path) => {
    const { importedFiles } = ts.preProcessFile(read(path), true, true);
    expect(importedFiles).toEqual([]);
  });

  test.for(["dist/index.d.ts", "dist/index.d.cts"])("%s never mentions zod", (path) => {
    const seen = new Set<string>();
    const visit = (file: string) => {
      if (!seen.has(file)) {
        seen.add(file);
        expect(read(file)).not.toMatch(/\bzod\b/);
        for (const { fileName } of ts.preProcessFile(read(file), true, true).importedFiles) {
          visit(join("dist", fileName.replace(/\.(c?)js$/, ".d.$1ts")));
        }
      }
    };
    visit(path);
    expect(seen.size).toBeGreaterThan(0);
  });

  test("its data fit its JSON Schemas", () => {
    const ajv = new Ajv2020({ strict: true });
    addFormats.default(ajv);
    const pages = readdirSync(join(installed, "data/pages")).map((name) => `pages/${name}`);
    for (const [schema, data] of [
      ...pages.map((page) => ["page.json", page] as const),
      ...["annotations", "dataset", "operating-systems", "releases", "services"].map(
        (name) => [`${name}.json`, `${name}.json`] as const,
      ),
    ]) {
      const id = require(`cpanel-ports/schema/${schema}`).$id;
      const validate = ajv.getSchema(id) ?? ajv.compile(require(`cpanel-ports/schema/${schema}`));
      expect(validate(require(`cpanel-ports/data/${data}`)), data).toBe(true);
      expect(validate({})).toBe(false);
    }
  });
});

describe.for([
  ["ESM", esm],
  ["CommonJS", cjs],
] as const)("%s", ([, api]) => {
  const { listPorts, diffReleases } = api;

  test("answers the questions that the package exists for", () => {
    expect(listPorts(126)).toHaveLength(39);
    expect(listPorts(110)).toHaveLength(41);
    expect(diffReleases(118, 126).removed.map((each) => each.port)).toEqual([2091, 2195]);
    expect(diffReleases(118, 126).added).toEqual([]);
    expect(diffReleases(112, 114).changed.map((each) => each.port)).toEqual([2079]);
    expect(listPorts(126, { service: "imap", tls: true }).map((each) => each.port)).toEqual([993]);
    expect(
      listPorts(126, { direction: "inbound", protocol: "udp" }).map((each) => each.port),
    ).toEqual([53, 443]);
    expect(require("cpanel-ports/data/dataset.json").releases).toHaveLength(13);
  });

  test("exports what the other format exports, and the same data", () => {
    expect(Object.keys(api).sort()).toEqual(Object.keys(esm).sort());
    expect(JSON.stringify(listPorts(126))).toBe(JSON.stringify(esm.listPorts(126)));
  });
});

test("the schemas of ./schema parse the data, in both formats", () => {
  const script = (load: string) =>
    `${load} schema.datasetSchema.parse(data); console.log(Object.keys(schema).length);`;
  const run = (...args: string[]) =>
    execFileSync(process.execPath, args, { cwd: consumer, encoding: "utf8" }).trim();
  const both = [
    run(
      "--input-type=commonjs",
      "--eval",
      script(
        'const schema = require("cpanel-ports/schema"); const data = require("cpanel-ports/data/dataset.json");',
      ),
    ),
    run(
      "--input-type=module",
      "--no-warnings",
      "--eval",
      script(
        'import * as schema from "cpanel-ports/schema"; import data from "cpanel-ports/data/dataset.json" with { type: "json" };',
      ),
    ),
  ];
  expect(both).toEqual(["15", "15"]);
});
