import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import type { Figure, FigureTable } from "./figure.ts";

const root = join(import.meta.dirname, "../..");
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** Measures bundles of the main entry, minified and compressed with Brotli. */
export async function bundleFigures(): Promise<FigureTable> {
  const { $schema, version, ...dataset } = JSON.parse(
    readFileSync(join(root, "data/dataset.json"), "utf8"),
  );
  const data = brotliCompressSync(JSON.stringify(dataset)).length;
  const bundles: readonly (readonly [what: string, exported: string, target: number])[] = [
    ["`resolveRelease`", "{ resolveRelease }", 1.5],
    ["`releases`", "{ releases }", 1.5],
    ["`getPort`", "{ getPort }", 7],
    ["all of `.`", "*", 16],
  ];
  const figures: Figure[] = [];
  for (const [what, exported, target] of bundles) {
    const size = await bundleSize(exported);
    figures.push({
      what,
      floor: "the dataset as JSON",
      measured: kilobytes(size),
      floorMeasured: kilobytes(data),
      value: size / 1000,
      target,
      unit: "kB",
    });
  }
  return {
    title: "Bundles",
    how: "Bundled with esbuild, minified, compressed with Brotli.",
    figures,
  };
}

/** Returns the size of a bundle of an export of the main entry, minified and compressed with Brotli. */
export async function bundleSize(exported: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export ${exported} from "./dist/index.js";`, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
  });
  return brotliCompressSync(outputFiles[0]?.contents ?? new Uint8Array()).length;
}

interface Packed {
  readonly size: number;
  readonly unpackedSize: number;
  readonly entryCount: number;
  readonly files: readonly { readonly path: string }[];
}

/** Returns the paths of the files that npm would publish. */
export function packedFiles(): readonly string[] {
  return pack(root).files.map(({ path }) => path);
}

/** Measures the package as npm would publish it, compared with the folder of a peer. */
export function tarballFigures(): FigureTable {
  const own = pack(root);
  const peer = pack(join(root, "node_modules/mime-db"));
  const figure = (
    what: string,
    amount: (of: Packed) => number,
    target: number,
    write: (amount: number) => string,
    unit: string,
  ): Figure => ({
    what,
    floor: "mime-db",
    measured: write(amount(own)),
    floorMeasured: write(amount(peer)),
    value: unit === "kB" ? amount(own) / 1000 : amount(own),
    target,
    unit,
  });
  return {
    title: "The tarball",
    how: "`npm pack --dry-run`.",
    figures: [
      figure("packed", ({ size }) => size, 250, kilobytes, "kB"),
      figure("unpacked", ({ unpackedSize }) => unpackedSize, 1100, kilobytes, "kB"),
      figure("files", ({ entryCount }) => entryCount, 70, String, "files"),
    ],
  };
}

function pack(folder: string): Packed {
  const printed = execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(printed)[0];
}
