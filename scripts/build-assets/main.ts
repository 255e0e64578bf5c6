import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { completeDataset } from "../complete-dataset.ts";
import { bundledLicenses } from "./bundled-licenses.ts";
import { jsonSchemas } from "./json-schemas.ts";

const root = join(import.meta.dirname, "../..");
const dist = join(root, "dist");
const writeJson = (path: string, value: unknown) =>
  writeFileSync(join(dist, path), `${JSON.stringify(value, null, 2)}\n`);

mkdirSync(join(dist, "schema"), { recursive: true });
mkdirSync(join(dist, "data"), { recursive: true });
for (const [name, schema] of jsonSchemas()) {
  writeJson(`schema/${name}.json`, schema);
}
writeJson("data/dataset.json", completeDataset);

const metafile = join(dist, "metafile-cjs.json");
const licenses = bundledLicenses(JSON.parse(readFileSync(metafile, "utf8")), root, {
  saxes: join(import.meta.dirname, "licenses/saxes.txt"),
});
writeFileSync(join(dist, "bundled.licenses.txt"), licenses);
rmSync(metafile);
