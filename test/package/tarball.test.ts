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
import type * as CpanelPorts from "../../src/index.ts";

const root = join(import.meta.dirname, "../..");
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
      "package.json",
      "parse/",
      "render/",
      "schema/",
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

  test("is no larger than was decided: what grows it beyond this is worth a decision", () => {
    const sizes = inject("packed").map((path) => statSync(join(installed, path)).size);
    expect(sizes.length).toBeLessThanOrEqual(100);
    expect(statSync(inject("tarball")).size).toBeLessThanOrEqual(660_000);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(2_600_000);
  });

  test("names the licenses of what is bundled", () => {
    expect(read("dist/bundled.licenses.txt").match(/^[a-z][a-z-]*$/gm)).toEqual([
      "commander",
      "fast-string-truncated-width",
      "fast-string-width",
      "saxes",
      "xmlchars",
    ]);
  });

  test.for(
    ["index", "parse", "render"].flatMap((entry) => [`dist/${entry}.js`, `dist/${entry}.cjs`]),
  )("%s loads nothing but parts of the package", (path) => {
    for (const file of loadedFrom(path)) {
      expect(inject("packed")).toContain(file);
    }
  });

  test.for(["index", "parse", "render"])("the types of %s never mention zod", (entry) => {
    for (const path of [`dist/${entry}.d.ts`, `dist/${entry}.d.cts`]) {
      for (const file of loadedFrom(path)) {
        expect(read(file), file).not.toMatch(/\bzod\b/);
      }
    }
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

  test("the compiled data say what they are", () => {
    const { $schema, version, snapshot } = require("cpanel-ports/data/dataset.json");
    expect(version).toBe(require("cpanel-ports/package.json").version);
    expect(snapshot.capturedOnOrBefore).toMatch(/^\d{4}-\d\d-\d\d$/);
    const schema = JSON.parse(read(join("data", $schema)));
    expect(schema.$id).toBe(require("cpanel-ports/schema/dataset.json").$id);
  });

  test.for(["parse", "render", "schema"])(
    "./%s is found by resolvers that do not read the exports",
    (entry) => {
      const manifest = JSON.parse(read(`${entry}/package.json`));
      expect(Object.keys(manifest)).toEqual(["main", "module", "types", "sideEffects"]);
      for (const [field, extension] of [
        ["main", "cjs"],
        ["module", "js"],
        ["types", "d.cts"],
      ] as const) {
        const path = join(entry, manifest[field]);
        expect(path).toBe(`dist/${entry}.${extension}`);
        expect(inject("packed")).toContain(path);
      }
    },
  );
});

/** A file of the package, and every file that it loads, directly or not. */
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
    expect(
      listPorts(126, { service: "imap", protection: "implicit" }).map((each) => each.port),
    ).toEqual([993]);
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

test("an error of ./render is of the class that the main entry has, in both formats", () => {
  const script = `
    try {
      renderBlock("nowhere", "csf");
    } catch (error) {
      console.log(error instanceof CpanelPortsError, error instanceof InvalidOptionError);
    }
    console.log(renderNftables(createPolicy(126)).length);`;
  const names = "CpanelPortsError, InvalidOptionError, createPolicy";
  const run = (type: string, code: string) =>
    execFileSync(process.execPath, [`--input-type=${type}`, "--eval", code + script], {
      cwd: consumer,
      encoding: "utf8",
    });
  const asModule = run(
    "module",
    `import { ${names} } from "cpanel-ports"; import { renderBlock, renderNftables } from "cpanel-ports/render";`,
  );
  expect(asModule).toMatch(/^true true\n\d+\n$/);
  expect(
    run(
      "commonjs",
      `const { ${names} } = require("cpanel-ports"); const { renderBlock, renderNftables } = require("cpanel-ports/render");`,
    ),
  ).toBe(asModule);
});

test("an error of one format is an instance of the class of the other", () => {
  const service: string = "imapp";
  for (const [thrower, other] of [
    [esm, cjs],
    [cjs, esm],
  ] as const) {
    let error: unknown;
    try {
      thrower.listPorts(126, { service });
    } catch (caught) {
      error = caught;
    }
    expect(Object.getPrototypeOf(error)).not.toBe(other.InvalidOptionError.prototype);
    expect(error instanceof other.CpanelPortsError).toBe(true);
    expect(error instanceof other.InvalidOptionError).toBe(true);
    expect(error instanceof other.InvalidPortError).toBe(false);
    expect(other.isCpanelPortsError(error)).toBe(true);
    expect(structuredClone(error)).toMatchObject({ cause: { code: "invalid-option" } });
  }
});

test("a bundle of one renderer has no other in it", async () => {
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
  expect(both).toEqual(["22", "22"]);
});

describe("beside a zod that is too old", () => {
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
  });

  test("the package can be installed, and all but ./schema be used", () => {
    execFileSync("npm", ["install", "--offline", "--no-audit", "--no-fund", inject("tarball")], {
      cwd: project,
      stdio: "pipe",
    });
    expect(
      evaluate(project, "commonjs", 'console.log(require("cpanel-ports").releases.length)'),
    ).toBe("13\n");
  });

  test.for([
    ["commonjs", 'require("cpanel-ports/schema")'],
    ["module", 'await import("cpanel-ports/schema")'],
  ])("./schema says in one sentence what it needs: %s", ([type = "", load]) => {
    const script = `try { ${load}; } catch (error) { console.log(error.message); }`;
    expect(evaluate(project, type, script)).toBe(`${sentence}\n`);
  });
});

test("a fresh clone is built by npm pack", () => {
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
