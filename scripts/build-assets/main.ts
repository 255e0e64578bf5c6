import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { completeDataset } from "../complete-dataset.ts";
import { bundledLicenses } from "./bundled-licenses.ts";
import { writeCommonJsFiles } from "./common-js-files.ts";
import { jsonSchemas } from "./json-schemas.ts";
import { schemaForNode } from "./schema-for-node.ts";

const root = join(import.meta.dirname, "../..");
const dist = join(root, "dist");
const entries = ["index", "parse", "render", "schema"];
const writeJson = (path: string, value: unknown) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), `${JSON.stringify(value)}\n`);
};

for (const [name, schema] of jsonSchemas()) {
  writeJson(`schema/${name}.json`, schema);
}
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
writeJson("data/dataset.json", { $schema: "../schema/dataset.json", version, ...completeDataset });

// Its type: the compiler would read "release" as any number, and "kind" as any text.
writeFileSync(
  join(dist, "dataset-json.d.cts"),
  'import type { DatasetFile } from "./index.cjs";\ndeclare const data: DatasetFile;\nexport = data;\n',
);

// The declarations of ES modules: those of CommonJS under their name, so that both are of the same types.
for (const entry of entries) {
  writeFileSync(join(dist, `${entry}.d.ts`), `export * from "./${entry}.cjs";\n`);
}

// What resolvers find that do not read "exports".
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

const parts = join(dist, "parts");
const metafile = JSON.parse(readFileSync(join(parts, "metafile-esm.json"), "utf8"));
await writeCommonJsFiles(parts, dist, [...entries, "cli"], metafile);
rmSync(parts, { recursive: true });

const licenses = bundledLicenses(metafile, root, {
  saxes: join(import.meta.dirname, "licenses/saxes.txt"),
});
writeFileSync(join(dist, "bundled.licenses.txt"), licenses);
