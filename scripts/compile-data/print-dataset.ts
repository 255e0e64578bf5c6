import type { Dataset } from "../../src/dataset/types.ts";

/**
 * Writes the dataset as the TypeScript module `src/dataset/generated.ts`: literal types, and the
 * data with every value that occurs more than once held in one constant, so that equal values are
 * the same object.
 */
export function printDataset(dataset: Dataset): string {
  const releases = dataset.releases.map((each) => each.release);
  const categories = sorted(dataset.services.map((each) => each.category));
  const features = sorted(
    dataset.featureSources.flatMap(({ value }) =>
      value === "undocumented" ? [] : value.map((each) => each.name),
    ),
  );
  const releasesOfPort = new Map<number, number[]>();
  for (const { from, through, entry } of dataset.ports) {
    const lived = releases.filter((release) => from <= release && release <= through);
    releasesOfPort.set(entry.port, [...(releasesOfPort.get(entry.port) ?? []), ...lived]);
  }
  const ports = [...releasesOfPort].map(
    ([port, lived]) =>
      `  readonly ${port}: ${lived.length === releases.length ? "ReleaseNumber" : union(lived)};`,
  );
  const { constants, value } = share(dataset);

  return `// Written by scripts/compile-data from the files of data/; edit those.
import type { Dataset } from "./types.ts";

/** A release of cPanel & WHM that the dataset covers. */
export type ReleaseNumber = ${union(releases)};

/** The newest release that the dataset covers. */
export type LatestRelease = ${releases.at(-1)};

/** Every port that a release documents, with the releases that do. */
export interface Ports {
${ports.join("\n")}
}

/** The identifier of a service. */
export type ServiceId = ${union(sorted(dataset.services.map((each) => each.id)))};

/** The category of a service. */
export type Category = ${union(categories)};

/** A feature whose scanners connect to the server. */
export type FeatureName = ${union(features)};

/** An operating system that a page names, by its \`ID\` in \`/etc/os-release\`. */
export type OperatingSystemId = ${union(dataset.operatingSystems.map((each) => each.id))};

/** A port that some release documents. */
export type PortNumber = keyof Ports;

${constants.join("\n")}

/** The dataset as it was compiled, not frozen. */
export const generated: Dataset = ${value};
`;
}

function union(values: readonly (string | number)[]): string {
  return values.map((each) => JSON.stringify(each)).join(" | ");
}

function sorted<T extends string>(values: readonly T[]): T[] {
  return [...new Set(values)].sort();
}

/** Prints a value as an expression over constants, one for each part of it that occurs again. */
function share(root: unknown): { constants: string[]; value: string } {
  const counts = new Map<string, number>();
  const count = (value: unknown): void => {
    if (typeof value !== "object" || value === null) {
      return;
    }
    const key = JSON.stringify(value);
    const seen = counts.get(key) ?? 0;
    counts.set(key, seen + 1);
    if (seen === 0) {
      Object.values(value).forEach(count);
    }
  };
  count(root);

  const constants: string[] = [];
  const names = new Map<string, string>();
  const print = (value: unknown): string => {
    if (typeof value !== "object" || value === null) {
      return JSON.stringify(value);
    }
    const key = JSON.stringify(value);
    const known = names.get(key);
    if (known) {
      return known;
    }
    const printed = Array.isArray(value)
      ? `[${value.map(print).join(", ")}]`
      : `{ ${Object.entries(value)
          .map(
            ([name, each]) => `${/^\w+$/.test(name) ? name : JSON.stringify(name)}: ${print(each)}`,
          )
          .join(", ")} }`;
    if (counts.get(key) === 1) {
      return printed;
    }
    const name = `shared${names.size}`;
    names.set(key, name);
    constants.push(`const ${name} = ${printed} as const;`);
    return name;
  };
  return { constants, value: print(root) };
}
