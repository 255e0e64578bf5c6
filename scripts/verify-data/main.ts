import { join } from "node:path";
import { parseArgs } from "node:util";
import { DataFileError } from "../data-files.ts";
import { readContext } from "./read-context.ts";
import { rules } from "./rules/index.ts";
import { verify } from "./verify.ts";

const { values } = parseArgs({ options: { pages: { type: "string" } } });

try {
  const findings = verify(rules, readContext(join(import.meta.dirname, "../.."), values.pages));
  console.log("ok: every file matches its schema");
  for (const { rule, problems } of findings) {
    if (problems === "not checked") {
      console.log(`skipped (needs --pages): ${rule.says}`);
    } else if (problems.length === 0) {
      console.log(`ok: ${rule.says}`);
    } else {
      console.error(`WRONG: ${rule.says}`);
      for (const problem of problems) {
        console.error(`  ${problem}`);
      }
      process.exitCode = 1;
    }
  }
} catch (error) {
  if (!(error instanceof DataFileError)) {
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}
