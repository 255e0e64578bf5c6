import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataset } from "../../src/dataset/dataset.ts";
import { jsonSchemas } from "./json-schemas.ts";

const dist = join(import.meta.dirname, "../../dist");
const write = (path: string, value: unknown) =>
  writeFileSync(join(dist, path), `${JSON.stringify(value, null, 2)}\n`);

mkdirSync(join(dist, "schema"), { recursive: true });
mkdirSync(join(dist, "data"), { recursive: true });
for (const [name, schema] of jsonSchemas()) {
  write(`schema/${name}.json`, schema);
}
write("data/dataset.json", dataset);
