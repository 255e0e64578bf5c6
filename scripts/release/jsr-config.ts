import { repositoryUrl, type SourceManifest } from "./repository-url.ts";

/** The fields of `package.json` that `jsr.json` repeats. */
export interface PackageManifest extends SourceManifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

/** The modules that the sources import from other packages: for each, the npm package and the path in it. */
const modules = {
  "fast-string-width": ["fast-string-width", ""],
  sarif: ["@types/sarif", ""],
  saxes: ["saxes", ""],
  "zod/v4": ["zod", "/v4"],
} as const;

/** Returns the content of `jsr.json`, which publishes the sources. */
export function jsrConfig(manifest: PackageManifest) {
  const [, scope = "example"] =
    /^https:\/\/[^/]+\/([^/]+)/.exec(repositoryUrl(manifest) ?? "") ?? [];
  return {
    name: `@${scope.toLowerCase()}/${manifest.name}`,
    version: manifest.version,
    license: manifest.license,
    exports: {
      ".": "./src/index.ts",
      "./parse": "./src/parse/index.ts",
      "./render": "./src/render/index.ts",
      "./schema": "./src/schema/index.ts",
    },
    imports: Object.fromEntries(
      Object.entries(modules).map(([specifier, [name, path]]) => [
        specifier,
        `npm:${name}@${manifest.devDependencies[name]}${path}`,
      ]),
    ),
    compilerOptions: { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  };
}
