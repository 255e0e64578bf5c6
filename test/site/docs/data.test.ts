import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { releases } from "cpanel-ports";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const site = join(root, "site/dist");
const read = (path: string) => readFileSync(join(site, path), "utf8");

test("writes a JSON file for each release", () => {
  expect(readdirSync(join(site, "data/releases")).toSorted()).toEqual(
    releases.map(({ release }) => `${release}.json`),
  );
});

test.for([102, 118, 126])("writes for release %i what the command prints", (release) => {
  const printed = execFileSync(
    process.execPath,
    [join(root, "dist/cli.cjs"), "list", String(release), "--format", "json"],
    { encoding: "utf8" },
  );
  expect(read(`data/releases/${release}.json`)).toBe(printed);
});

test("writes ports that satisfy their schema", () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const fits = ajv.compile(JSON.parse(read("schema/port-entry.json")));
  const { ports } = JSON.parse(read("data/releases/126.json"));
  expect(ports.length).toBe(39);
  expect(ports.filter((port: unknown) => !fits(port))).toEqual([]);
});

test.for(["dataset", "releases", "services"])("writes the same %s as the package", (name) => {
  expect(read(`data/${name}.json`)).toBe(readFileSync(join(root, `data/${name}.json`), "utf8"));
});

test("points from dataset.json to an existing schema", () => {
  expect(JSON.parse(read("data/dataset.json")).$schema).toBe("../schema/dataset.json");
  expect(JSON.parse(read("schema/dataset.json")).title).toContain("data/dataset.json");
});
