import { join } from "node:path";
import { parseArgs } from "node:util";
import { importPages } from "./import-pages.ts";
import { PageError } from "./page-error.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { out: { type: "string", default: join(import.meta.dirname, "../../data/pages") } },
});

if (positionals.length === 0) {
  console.error("usage: npm run data:import -- [--out DIR] FILE...");
  process.exitCode = 2;
} else {
  try {
    for (const file of importPages(positionals, values.out)) {
      console.log(file);
    }
  } catch (error) {
    if (!(error instanceof PageError)) {
      throw error;
    }
    console.error(error.message);
    process.exitCode = 1;
  }
}
