import { readFileSync } from "node:fs";
import { join } from "node:path";
import { missingFields } from "./missing-fields.ts";

const path = join(import.meta.dirname, "../../package.json");
const missing = missingFields(JSON.parse(readFileSync(path, "utf8")));
for (const each of missing) {
  console.error(each);
}
process.exitCode = missing.length > 0 ? 1 : 0;
