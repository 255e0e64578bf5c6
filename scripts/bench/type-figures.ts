import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listPorts, releases } from "../../dist/index.js";
import type { Figure, FigureTable } from "./figure.ts";

const root = join(import.meta.dirname, "../..");

/** Counts the type instantiations for calls with literals, compared with calls with plain numbers. */
export function typeFigures(): FigureTable {
  const pairs = releases.flatMap(({ release }) =>
    listPorts(release).map((entry) => [release, entry.port] as const),
  );
  const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-types-"));
  try {
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(root, join(folder, "node_modules/cpanel-ports"), "dir");
    const count = (calls: readonly string[]) => instantiations(folder, calls);
    const wide = "release, port";
    const figure = (what: string, calls: readonly string[], target: number): Figure => {
      const [literal, plain] = [count(calls), count(calls.map(() => wide))];
      return {
        what,
        floor: "plain numbers",
        measured: String(literal),
        floorMeasured: String(plain),
        value: literal,
        target,
        unit: "instantiations",
      };
    };
    const calls = pairs.map(([release, port]) => `${release}, ${port}`);
    return {
      title: "Types",
      how: "`tsc --extendedDiagnostics` of a generated file that calls `getPort`, with `skipLibCheck`.",
      figures: [
        figure("one call with literals", calls.slice(-1), 1828),
        figure(`all ${calls.length} calls with literals`, calls, 6583),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function instantiations(folder: string, calls: readonly string[]): number {
  const source = [
    'import { getPort } from "cpanel-ports";',
    "export declare const release: number, port: number;",
    ...calls.map((args, index) => `export const entry${index} = getPort(${args});`),
  ];
  writeFileSync(join(folder, "calls.ts"), `${source.join("\n")}\n`);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        ...{ strict: true, noEmit: true, skipLibCheck: true, types: [] },
        ...{ target: "es2022", module: "nodenext" },
      },
      files: ["calls.ts"],
    }),
  );
  const tsc = join(root, "node_modules/@typescript/native/bin/tsc");
  const printed = execFileSync(process.execPath, [tsc, "--extendedDiagnostics", "-p", folder], {
    encoding: "utf8",
  });
  return Number(/Instantiations:\s+(\d+)/.exec(printed)?.[1]);
}
