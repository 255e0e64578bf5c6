/** What is used of esbuild's metafile: how large modules are, and which sources went into them. */
export interface PartsMetafile {
  readonly outputs: Readonly<
    Record<string, { readonly bytes: number; readonly inputs: Readonly<Record<string, unknown>> }>
  >;
}

/** The files of `src/` that become a file of the package each, for what they export. */
const entries = /^src\/(?:(?:[a-z]+\/)?index|cli\/bin|cli\/loaded-together\/.+)\.ts$/;

/** A module that is smaller goes into a file with others: to load one more takes as long as to compile so many bytes. */
const smallest = 15_000;

/**
 * Returns the file of CommonJS that a module of esbuild goes into: each firewall format has its own, and what most need is
 * together in a few.
 *
 * @param name - the name of the module
 * @returns the name of the file; `undefined` for a module that becomes a file by itself
 */
export function fileOfPart(name: string, { outputs }: PartsMetafile): string | undefined {
  const { bytes = 0, inputs = {} } = outputs[`dist/parts/${name}.js`] ?? {};
  const sources = Object.keys(inputs);
  const areIn = (folders: RegExp) => sources.every((path) => folders.test(path));
  if (sources.some((path) => entries.test(path))) {
    return undefined;
  }
  const isSmall = bytes < smallest;
  if (isSmall && areIn(/^src\/(?:util|net|policy|audit|render|errors\.ts)\b/)) {
    return "part-shared";
  }
  if (isSmall && areIn(/^src\/(?:util|net|dataset|query|policy|audit)\//)) {
    return "part-dataset";
  }
  if (areIn(/^src\/(?:util|dataset|query)\//)) {
    return "part-dataset";
  }
  if (areIn(/\/commander\/|^without:|^package\.json$|^src\/cli\/(?:commands\/index|[^/]+)\.ts$/)) {
    return "part-command";
  }
  if (bytes < smallest / 3 && areIn(/^src\/(?:cli|render\/formats)\//)) {
    return "part-options";
  }
  return firewallFile(sources);
}

/** Returns the file of a module of parsers: that of the only format that it has sources of, or of what formats share. */
function firewallFile(sources: readonly string[]): string | undefined {
  const isOfParsers = sources.every((path) => /^src\/(?:net|packet-filter|parse)\//.test(path));
  const formats = new Set(
    sources.flatMap((path) => /^src\/parse\/(?!ipset\/)([^/]+)\//.exec(path)?.[1] ?? []),
  );
  const [format = "firewall"] = formats;
  return isOfParsers && formats.size < 2 ? `part-${format}` : undefined;
}
