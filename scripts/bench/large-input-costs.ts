import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LargeInput, largeInputs } from "./large-inputs.ts";

const command = join(import.meta.dirname, "../../dist/cli.cjs");

/** The cost of `audit` for an input, and of the tool's own check. */
export interface LargeInputCost {
  readonly input: string;
  readonly audit: Cost;
  /** `undefined` if the tool has no check or cannot run. */
  readonly check: Cost | undefined;
}

/** The cost of a command. */
interface Cost {
  /** The CPU time. */
  readonly seconds: number;
  /** The peak memory. */
  readonly megabytes: number;
  readonly status: number;
  readonly output: string;
}

/** Audits each large input in a separate process, after the tool has checked it in a separate network namespace. */
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
