import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { completeDataset } from "../complete-dataset.ts";
import { billOfMaterials } from "./bill-of-materials.ts";
import { bundledLicenses } from "./bundled-licenses.ts";
import { bundledPackages } from "./bundled-packages.ts";
import { jsonSchemas } from "./json-schemas.ts";
import { manPage } from "./man-page.ts";
import { schemaForNode } from "./schema-for-node.ts";

const root = join(import.meta.dirname, "../..");
const dist = join(root, "dist");
const writeJson = (path: string, value: unknown) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), `${JSON.stringify(value)}\n`);
};

const schemas = new Map(jsonSchemas());
for (const [name, schema] of schemas) {
  writeJson(`schema/${name}.json`, schema);
}
const product = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
mkdirSync(join(root, "man"), { recursive: true });
writeFileSync(
  join(root, "man/cpanel-ports.1"),
  await manPage(product.version, schemas.get("config") ?? {}),
);
writeJson("data/dataset.json", {
  $schema: "../schema/dataset.json",
  version: product.version,
  ...completeDataset,
});

// The types of the JSON: without them, the compiler infers plain numbers and strings.
writeFileSync(
  join(dist, "dataset-json.d.cts"),
  'import type { DatasetFile } from "./index.cjs";\ndeclare const data: DatasetFile;\nexport = data;\n',
);

// The declarations of the ES modules re-export those of CommonJS, so that both have the same types.
for (const entry of ["index", "parse", "render", "schema"]) {
  writeFileSync(join(dist, `${entry}.d.ts`), `export * from "./${entry}.cjs";\n`);
}

// Entries for resolvers that do not read "exports".
for (const entry of ["parse", "render", "schema"]) {
  const file = `../dist/${entry}`;
  writeJson(`${entry}/package.json`, {
    main: `${file}.cjs`,
    module: `${file}.js`,
    types: `${file}.d.cts`,
    sideEffects: false,
  });
}

const names = Object.keys(await import("../../src/schema/index.ts"));
for (const [name, code] of Object.entries(schemaForNode(names))) {
  writeFileSync(join(dist, name), code);
}

const metafile = join(dist, "metafile-cjs.json");
const bundled = bundledPackages(JSON.parse(readFileSync(metafile, "utf8")), root);
const licenses = bundledLicenses(bundled, root, {
  saxes: join(import.meta.dirname, "licenses/saxes.txt"),
});
writeFileSync(join(dist, "bundled.licenses.txt"), licenses);
writeFileSync(join(root, "sbom.cdx.json"), billOfMaterials(product, bundled));
rmSync(metafile);
