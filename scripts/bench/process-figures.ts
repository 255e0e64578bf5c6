import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Figure, type FigureTable, ratioFigure } from "./figure.ts";
import { median } from "./median.ts";

const root = join(import.meta.dirname, "../..");
const milliseconds = (amount: number) => `${amount.toFixed(1)} ms`;
const kibibytes = (amount: number) => `${Math.round(amount / 1024)} KiB`;

const modules = {
  "mime-db": import.meta.resolve("mime-db"),
  globals: import.meta.resolve("globals"),
  "cpanel-ports": join(root, "dist/index.js"),
  "cpanel-ports/render": join(root, "dist/render.js"),
  "cpanel-ports/parse": join(root, "dist/parse.js"),
  "cpanel-ports/schema": join(root, "dist/schema.js"),
};

/** Measures the time of imports in fresh processes, above an empty module, and the heap after them. */
export function importFigures(rounds: number): FigureTable {
  const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-empty-"));
  const empty = join(folder, "empty.mjs");
  writeFileSync(empty, "export {};\n");
  const times = inTurns(rounds, { empty, ...modules }, importTime);
  const heaps = inTurns(rounds, { empty, ...modules }, heapAfterImport);
  rmSync(folder, { recursive: true });
  const figures = Object.keys(modules).flatMap((name): Figure[] => {
    const isPeer = !name.startsWith("cpanel-ports");
    const isMain = name === "cpanel-ports";
    const above = (of: Record<string, number>, other: string) =>
      (of[other] ?? Number.NaN) - (of.empty ?? Number.NaN);
    const against = (what: string) => ({ what, floor: "mime-db" });
    return [
      ratioFigure(
        against(`import of \`${name}\`${isPeer ? ", a peer" : ""}`),
        above(times, name),
        above(times, "mime-db"),
        isMain ? 0.5 : null,
        milliseconds,
      ),
      {
        ...against(`heap after it`),
        measured: kibibytes(above(heaps, name)),
        floorMeasured: kibibytes(above(heaps, "mime-db")),
        value: above(heaps, name) / 1024,
        target: isMain ? 250 : null,
        unit: "KiB",
      },
    ];
  });
  return {
    title: "Imports",
    how: `ES modules in fresh processes: CPU time above an empty module (${milliseconds(times.empty ?? 0)}); medians of ${rounds} interleaved runs.`,
    figures,
  };
}

/** Measures commands against `node -e 0`. */
export function startFigures(rounds: number): FigureTable {
  const cli = join(root, "dist/cli.cjs");
  const commands: Readonly<Record<string, readonly [args: readonly string[], target: number]>> = {
    "`--help`": [["--help"], startTarget],
    "`list 126`": [["list", "126"], startTarget],
    "`diff 118 126`": [["diff", "118", "126"], startTarget],
    "`render nftables 126`": [["render", "nftables", "126"], 1.35],
    "`audit` of a stock CSF": [["audit", "126", join(root, "docs/examples/csf-stock.conf")], 1.6],
  };
  const runs: Record<string, readonly string[]> = { floor: ["-e", "0"] };
  for (const [name, [args]] of Object.entries(commands)) {
    runs[name] = [cli, ...args];
  }
  const times = inTurns(rounds, runs, runTime);
  return {
    title: "Command start-up",
    how: `Whole processes: medians of ${rounds} interleaved runs.`,
    figures: Object.entries(commands).map(([name, [, target]]) =>
      ratioFigure(
        { what: name, floor: "`node -e 0`" },
        times[name] ?? Number.NaN,
        times.floor ?? Number.NaN,
        target,
        milliseconds,
      ),
    ),
  };
}

/** Since Node.js 22, code is compiled once and cached. */
const startTarget = Number.parseInt(process.versions.node, 10) < 22 ? 1.35 : 1.25;

/** Measures several things alternately, and returns the medians. */
function inTurns<T>(
  rounds: number,
  things: Readonly<Record<string, T>>,
  measure: (thing: T) => number,
): Record<string, number> {
  const measured: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, thing] of Object.entries(things)) {
      measured[name] = [...(measured[name] ?? []), measure(thing)];
    }
  }
  return Object.fromEntries(
    Object.entries(measured).map(([name, amounts]) => [name, median(amounts)]),
  );
}

function importTime(specifier: string): number {
  return evaluate(
    [],
    `const began = process.cpuUsage(); await import(${JSON.stringify(specifier)}); const { user, system } = process.cpuUsage(began); console.log((user + system) / 1000);`,
  );
}

function heapAfterImport(specifier: string): number {
  return evaluate(
    ["--expose-gc"],
    `const used = () => { gc(); gc(); return process.memoryUsage().heapUsed; }; const before = used(); globalThis.kept = await import(${JSON.stringify(specifier)}); console.log(used() - before);`,
  );
}

function evaluate(flags: readonly string[], script: string): number {
  const args = [...flags, "--input-type=module", "--eval", script];
  return Number(execFileSync(process.execPath, args, { cwd: root }));
}

function runTime(args: readonly string[]): number {
  const began = performance.now();
  const { error, status } = spawnSync(process.execPath, args);
  if (error || status === null || status > 2) {
    throw error ?? new Error(`${args.join(" ")} exited with status ${status}`);
  }
  return performance.now() - began;
}
