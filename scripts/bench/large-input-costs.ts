import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LargeInput, largeInputs } from "./large-inputs.ts";

const command = join(import.meta.dirname, "../../dist/cli.cjs");

/** What `audit` takes for an input, beside the check of the tool itself. */
export interface LargeInputCost {
  readonly input: string;
  readonly audit: Cost;
  /** `undefined` if the tool has no check, or cannot be run. */
  readonly check: Cost | undefined;
}

/** What a command took. */
interface Cost {
  /** The time of the processor. */
  readonly seconds: number;
  /** The most memory it had. */
  readonly megabytes: number;
  readonly status: number;
  readonly output: string;
}

/** Audits each large input in a process of its own, after the tool has checked it in a network namespace of its own. */
export function largeInputCosts(): readonly LargeInputCost[] {
  const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-bench-"));
  try {
    return largeInputs().map((input, index) => costsOf(input, join(folder, String(index))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function costsOf({ name, files, options = [], check }: LargeInput, folder: string): LargeInputCost {
  mkdirSync(folder);
  const paths = Object.entries(files).map(([file, text]) => {
    const path = join(folder, file);
    writeFileSync(path, text);
    return path;
  });
  const checked = check && run(["unshare", "--net", ...check, ...paths.slice(0, 1)], folder);
  return {
    input: name,
    audit: run([process.execPath, command, "audit", ...options, ...paths], folder),
    check: checked?.status === 0 ? checked : undefined,
  };
}

/** Runs a command under GNU time. */
function run(args: readonly string[], folder: string): Cost {
  const costs = join(folder, "costs");
  const { error, stdout, stderr } = spawnSync(
    "/usr/bin/time",
    ["--quiet", "--format=%U %S %M %x", `--output=${costs}`, ...args],
    { encoding: "utf8", maxBuffer: 1 << 30 },
  );
  if (error) {
    throw error;
  }
  const [user, system, kilobytes, status] = readFileSync(costs, "utf8").split(" ").map(Number);
  return {
    seconds: Number(user) + Number(system),
    megabytes: Number(kilobytes) / 1024,
    status: Number(status),
    output: stdout || stderr,
  };
}
