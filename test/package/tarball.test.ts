import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { build } from "esbuild";
import ts from "typescript";
import { beforeAll, describe, expect, inject, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const consumer = inject("consumer");
const installed = join(consumer, "node_modules/cpanel-ports");
const require = createRequire(join(consumer, "index.js"));
const read = (path: string) => readFileSync(join(installed, path), "utf8");

/** A sentence of the terms of a license, by its SPDX identifier. */
const termsOf: Readonly<Record<string, RegExp>> = {
  ISC: /Permission to use, copy, modify, and\/or distribute this software/,
  MIT: /Permission is hereby granted, free of charge, to any person/,
};

/** The name of a component of a bill of materials, with its scope. */
function fullName({ group, name }: { group?: string; name: string }): string {
  return group === undefined ? name : `${group}/${name}`;
}

describe("the tarball", () => {
  test("contains no test, script, source or snapshot", () => {
    const paths = inject("packed");
    const folders = new Set(paths.map((path) => path.replace(/\/[^/]+$/, "/")));
    expect([...folders].sort()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "data/",
      "data/pages/",
      "dist/",
      "man/",
      "package.json",
      "parse/",
      "render/",
      "schema/",
    ]);
    const extensions = new Set(inject("packed").map((path) => /(\.d)?\.?[^.]+$/.exec(path)?.[0]));
    expect([...extensions].sort()).toEqual([
      ".1",
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

  test("stays within the agreed size and number of files", () => {
    const sizes = inject("packed").map((path) => statSync(join(installed, path)).size);
    expect(sizes.length).toBeLessThanOrEqual(103);
    expect(statSync(inject("tarball")).size).toBeLessThanOrEqual(716_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2_825_000);
  });

  test("includes the license of each package in the bill of materials, and no other", () => {
    const { components } = JSON.parse(readFileSync(join(root, "sbom.cdx.json"), "utf8"));
    const licensed = read("dist/bundled.licenses.txt")
      .split(/^-{72}$/m)
      .map((each) => each.trim());
    const named = new Map(licensed.map((each) => [each.split("\n")[0], each] as const));
    expect([...named.keys()]).toEqual([
      "commander",
      "fast-string-truncated-width",
      "fast-string-width",
      "saxes",
      "xmlchars",
    ]);
    expect(components.map(fullName).sort()).toEqual([...named.keys()]);
    for (const component of components) {
      const [{ license }] = component.licenses;
      expect(named.get(fullName(component))).toMatch(termsOf[license.id] ?? /unknown license/);
    }
  });

  test.for(
    ["index", "parse", "render"].flatMap((entry) => [`dist/${entry}.js`, `dist/${entry}.cjs`]),
  )("loads only its own files from %s", (path) => {
    for (const file of loadedFrom(path)) {
      expect(inject("packed")).toContain(file);
    }
  });

  test.for(["index", "parse", "render"])("has no mention of zod in the types of %s", (entry) => {
    for (const path of [`dist/${entry}.d.ts`, `dist/${entry}.d.cts`]) {
      for (const file of loadedFrom(path)) {
        expect(read(file), file).not.toMatch(/\bzod\b/);
      }
    }
  });

  test("has data that are valid by its JSON Schemas", () => {
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

  test("has compiled data that state their version, snapshot date and schema", () => {
    const { $schema, version, snapshot } = require("cpanel-ports/data/dataset.json");
    expect(version).toBe(require("cpanel-ports/package.json").version);
    expect(snapshot.capturedOnOrBefore).toMatch(/^\d{4}-\d\d-\d\d$/);
    const schema = JSON.parse(read(join("data", $schema)));
    expect(schema.$id).toBe(require("cpanel-ports/schema/dataset.json").$id);
  });
});

/** Returns a file of the package and every file that it loads, directly or indirectly. */
function loadedFrom(path: string, seen = new Set<string>()): Set<string> {
  if (!seen.has(path)) {
    seen.add(path);
    for (const { fileName } of ts.preProcessFile(read(path), true, true).importedFiles) {
      const file = join("dist", fileName);
      loadedFrom(path.includes(".d.") ? file.replace(/\.(c?)js$/, ".d.$1ts") : file, seen);
    }
  }
  return seen;
}

test("a bundle of one renderer contains no other renderer", async () => {
  const render: Record<string, unknown> = await import(
    pathToFileURL(join(installed, "dist/render.js")).href
  );
  const names = Object.keys(render);
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    const { outputFiles } = await build({
      stdin: { contents: `export { ${name} } from "cpanel-ports/render"`, resolveDir: consumer },
      bundle: true,
      format: "esm",
      write: false,
    });
    const text = outputFiles[0]?.text ?? "";
    const others = names.filter((each) => new RegExp(`function ${each}\\(`).test(text));
    expect(others.filter((each) => each !== name && !each.endsWith("Notes"))).toEqual([]);
    expect(others).toContain(name);
    expect(text).not.toContain("how-to-configure-your-firewall");
  }
});

describe("with an outdated zod", () => {
  const project = join(consumer, "old-zod");
  const sentence = "cpanel-ports/schema needs zod 3.25.1 or later: npm install zod@latest";

  beforeAll(() => {
    const zod = join(project, "zod-3.22.4");
    mkdirSync(zod, { recursive: true });
    writeFileSync(
      join(zod, "package.json"),
      '{ "name": "zod", "version": "3.22.4", "exports": { ".": "./index.js" } }\n',
    );
    writeFileSync(join(zod, "index.js"), "\n");
    writeFileSync(
      join(project, "package.json"),
      '{ "private": true, "dependencies": { "zod": "file:zod-3.22.4" } }\n',
    );
    execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", inject("tarball")], {
      cwd: project,
      stdio: "pipe",
    });
  });

  test("the package can be installed, and its main entry used", () => {
    expect(
      evaluate(project, "commonjs", 'console.log(require("cpanel-ports").releases.length)'),
    ).toBe("13\n");
  });

  test.for([
    ["commonjs", 'require("cpanel-ports/schema")'],
    ["module", 'await import("cpanel-ports/schema")'],
  ])("./schema states the required version in one sentence: %s", ([type = "", load]) => {
    const script = `try { ${load}; } catch (error) { console.log(error.message); }`;
    expect(evaluate(project, type, script)).toBe(`${sentence}\n`);
  });
});

test("npm pack builds a fresh clone", () => {
  const clone = join(consumer, "clone");
  execFileSync("git", ["clone", "--quiet", root, clone]);
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  const printed = execFileSync("npm", ["pack", "--json", "--dry-run"], {
    cwd: clone,
    encoding: "utf8",
    stdio: "pipe",
  });
  const [{ files }] = JSON.parse(printed.slice(printed.indexOf("[\n")));
  const packed = files.map((file: { path: string }) => file.path);
  expect(packed).toContain("dist/index.cjs");
  expect(packed).toContain("render/package.json");
  expect(packed).toContain("data/dataset.json");
});

function evaluate(folder: string, type: string, script: string): string {
  return execFileSync(process.execPath, [`--input-type=${type}`, "--eval", script], {
    cwd: folder,
    encoding: "utf8",
  });
}
