import { join } from "node:path";
import { parseArgs } from "node:util";
import { readPages } from "../data-files.ts";
import { documentation } from "../import-page/read-header.ts";
import { writePages } from "../import-page/write-pages.ts";
import { checkUpstream } from "./check-upstream.ts";
import { printReport } from "./print-report.ts";

const usage =
  "usage: npm run data:upstream -- [--base URL] [--timeout SECONDS] [--format text|json] [--data DIR] [--write]";

/** The exit statuses for a scheduled job: nothing new, changed, unknown. */
const statuses = { unchanged: 0, changed: 1, unknown: 2 } as const;

// An unexpected error would exit with 1, which means that something changed.
try {
  process.exitCode = await run();
} catch (error) {
  console.error(error);
  process.exitCode = statuses.unknown;
}

async function run(): Promise<number> {
  const options = readOptions();
  if (options === undefined) {
    console.error(usage);
    return statuses.unknown;
  }
  const { report, pages } = await checkUpstream(readPages(options.data), options);
  process.stdout.write(
    options.format === "json" ? `${JSON.stringify(report, null, 2)}\n` : printReport(report),
  );
  for (const file of options.write ? writePages(pages, join(options.data, "pages")) : []) {
    console.error(`wrote ${file}`);
  }
  return statuses[report.verdict];
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        base: { type: "string", default: documentation },
        timeout: { type: "string", default: "30" },
        format: { type: "string", default: "text" },
        data: { type: "string", default: join(import.meta.dirname, "../../data") },
        write: { type: "boolean", default: false },
      },
    });
    const timeout = Number(values.timeout) * 1000;
    const isValid =
      /^https?:$/.test(URL.canParse(values.base) ? new URL(values.base).protocol : "") &&
      timeout > 0 &&
      timeout <= 600_000 &&
      ["text", "json"].includes(values.format);
    return isValid ? { ...values, base: values.base.replace(/\/*$/, "/"), timeout } : undefined;
  } catch {
    return undefined;
  }
}
