import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/v4";
import {
  type AnnotationsFile,
  annotationsFile,
  type ElsewhereFile,
  elsewhereFile,
  type NeedsFile,
  needsFile,
  type OperatingSystemsFile,
  operatingSystemsFile,
  type ReleasesFile,
  releasesFile,
  type ServicesFile,
  servicesFile,
} from "../src/schema/curated.ts";
import { type Page, page } from "../src/schema/page.ts";

/** The parsed files of `data/`: both layers, before compilation. */
export interface DataFiles {
  /** Ordered by the first release that each page is valid for. */
  readonly pages: readonly Page[];
  readonly releases: ReleasesFile;
  readonly services: ServicesFile;
  readonly operatingSystems: OperatingSystemsFile;
  readonly annotations: AnnotationsFile;
  readonly needs: NeedsFile;
  readonly elsewhere: ElsewhereFile;
}

/** Thrown when a file of `data/` violates its schema. */
export class DataFileError extends Error {
  override readonly name = "DataFileError";
}

/**
 * Reads and validates the files of a data folder.
 *
 * @param dir - a folder with the layout of `data/`
 * @throws {@link DataFileError} when a file violates its schema; the error names the file and every violation
 */
export function readDataFiles(dir: string): DataFiles {
  return {
    pages: readPages(dir),
    releases: readDataFile(dir, "releases.json", releasesFile),
    services: readDataFile(dir, "services.json", servicesFile),
    operatingSystems: readDataFile(dir, "operating-systems.json", operatingSystemsFile),
    annotations: readDataFile(dir, "annotations.json", annotationsFile),
    needs: readDataFile(dir, "needs.json", needsFile),
    elsewhere: readDataFile(dir, "elsewhere.json", elsewhereFile),
  };
}

/**
 * Reads and validates the pages of a data folder, ordered by the first release that each page is valid for.
 *
 * @throws {@link DataFileError} when a file violates its schema; the error names the file and every violation
 */
export function readPages(dir: string): Page[] {
  return readdirSync(join(dir, "pages"))
    .filter((name) => name.endsWith(".json"))
    .map((name) => readDataFile(dir, `pages/${name}`, page))
    .sort((a, b) => a.validFrom - b.validFrom);
}

function readDataFile<T>(dir: string, name: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(dir, name), "utf8"));
  } catch (error) {
    throw new DataFileError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = schema.safeParse(json);
  if (result.success) {
    return result.data;
  }
  throw new DataFileError(`${name}:\n${z.prettifyError(result.error)}`);
}
