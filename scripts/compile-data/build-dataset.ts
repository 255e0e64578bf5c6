import type { PortNumber, ReleaseNumber } from "../../src/dataset/literals.generated.ts";
import type {
  Annotation,
  Basis,
  Condition,
  Dataset,
  FeatureSource,
  FirewallRecommendation,
  LicenseCallback,
  PortEntry,
  PortSpan,
  Release,
  Service,
  Span,
  Undocumented,
} from "../../src/dataset/types.ts";
import type { PortAnnotation } from "../../src/schema/curated.ts";
import type { Page } from "../../src/schema/page.ts";
import type { DataFiles } from "../data-files.ts";

/** Thrown when the files of `data/` contradict each other, so that no dataset can be built. */
export class CompileError extends Error {
  override readonly name = "CompileError";
}

type PageRow = Page["ports"][number];

/**
 * Joins the two layers of data into the dataset: the rows of each release's page, with the curated facts
 * about them. Data that is the same in consecutive releases is written once.
 *
 * @param files - the validated files of `data/`
 * @throws {@link CompileError} when a release has no page, a label has no services, a row has no scope, or
 *   an operating system is not mapped
 */
export function buildDataset(files: DataFiles): Dataset {
  const releases = files.releases.releases.map((record) => record.release as ReleaseNumber);
  const newest = releases.at(-1);
  if (newest === undefined) {
    throw new CompileError("releases.json: no releases");
  }
  const pages = new Map(
    files.releases.releases.map((record) => [record.release, findPage(files, record)]),
  );
  const page = (release: number): Page => pages.get(release) as Page;
  return {
    snapshot: files.releases.snapshot,
    releases: files.releases.releases.map((record) => buildRelease(record, page(record.release))),
    laterReleases: files.releases.laterReleases,
    services: files.services.services.map((record) => buildService(record, newest)),
    operatingSystems: files.operatingSystems.operatingSystems.map(({ id, name }) => ({
      id: id as Dataset["operatingSystems"][number]["id"],
      name,
    })),
    ports: portSpans(files, releases, page),
    licenseCallback: spans(releases, (release) => buildLicenseCallback(files, page(release))),
    featureSources: spans(releases, (release) => featureSources(page(release))),
    recommendedFirewalls: spans(releases, (release) => recommendations(files, page(release))),
    changes: files.annotations.changes as Dataset["changes"],
    serverNeeds: files.needs.serverNeeds as Dataset["serverNeeds"],
    internalPorts: files.needs.internalPorts,
  };
}

function buildRelease(
  { release, page: _page, ...lifecycle }: DataFiles["releases"]["releases"][number],
  { page, url, validThrough, lastModified, sha256 }: Page,
): Release {
  return {
    release: release as ReleaseNumber,
    source: { page, url, validThrough, lastModified, sha256 },
    ...lifecycle,
  };
}

function buildService(
  record: DataFiles["services"]["services"][number],
  newest: ReleaseNumber,
): Service {
  return {
    ...(record as Omit<Service, "daemons">),
    daemons:
      typeof record.daemons === "string"
        ? record.daemons
        : record.daemons.map((each) => ({
            ...each,
            through: each.through === "latest" ? newest : each.through,
          })),
  };
}

function portSpans(
  files: DataFiles,
  releases: readonly ReleaseNumber[],
  page: (release: number) => Page,
): PortSpan[] {
  const ports = new Set(files.pages.flatMap((each) => each.ports.map((row) => row.port)));
  return [...ports]
    .sort((a, b) => a - b)
    .flatMap((port) =>
      spans(releases, (release): PortEntry | undefined => {
        const row = page(release).ports.find((each) => each.port === port);
        return row && buildEntry(files, release, row);
      }).map(({ from, through, value }): PortSpan => ({ from, through, entry: value })),
    );
}

function buildLicenseCallback(files: DataFiles, page: Page): LicenseCallback {
  return {
    ports: page.licenseCallback.map((row) => ({ ...row, port: row.port as PortNumber })),
    senders: files.annotations.licenseCallbackSenders,
  };
}

function findPage(files: DataFiles, record: { release: number; page: number }): Page {
  const found = files.pages.find((each) => each.page === record.page);
  if (!found) {
    throw new CompileError(
      `release ${record.release} is documented by page ${record.page}, but there is no pages/${record.page}.json`,
    );
  }
  return found;
}

/** Returns the runs of consecutive releases with equal values; a release without a value ends a run. */
function spans<T>(
  releases: readonly ReleaseNumber[],
  read: (release: ReleaseNumber) => T | undefined,
): Span<T>[] {
  const found: Span<T>[] = [];
  let previous: string | undefined;
  for (const release of releases) {
    const value = read(release);
    const json = value === undefined ? undefined : JSON.stringify(value);
    const last = found.at(-1);
    if (value !== undefined && last && json === previous) {
      found[found.length - 1] = { ...last, through: release };
    } else if (value !== undefined) {
      found.push({ from: release, through: release, value });
    }
    previous = json;
  }
  return found;
}

function buildEntry(files: DataFiles, release: ReleaseNumber, row: PageRow): PortEntry {
  const { port, noteSha256, ...cells } = row;
  const services = files.services.labels[row.service];
  if (!services) {
    throw new CompileError(
      `no services for the label ${JSON.stringify(row.service)} of port ${port} in release ${release}`,
    );
  }
  const annotations = files.annotations.ports.filter(
    (each) => each.port === port && isWithin(release, each),
  );
  const attribute = <K extends PortAnnotation["kind"]>(kind: K) =>
    annotations.find((each): each is Extract<PortAnnotation, { kind: K }> => each.kind === kind);
  const scope = attribute("scope");
  const protection = attribute("protection");
  const twin = attribute("twin");
  const sourcePorts = attribute("source-ports");
  const ianaNames = attribute("iana-names");

  return {
    port: port as PortNumber,
    documented: { ...cells, note: noteSha256 !== null },
    services: services as PortEntry["services"],
    categories: categoriesOf(files, services),
    scope: scope?.scope ?? scopeFromTicks(release, row),
    protection: protection?.protection ?? "undocumented",
    twin: (twin?.twin ?? null) as PortEntry["twin"],
    sourcePorts: sourcePorts?.sourcePorts ?? "undocumented",
    ianaNames: ianaNames?.names ?? [],
    conditions: annotations.flatMap((each): Condition[] =>
      each.kind === "condition"
        ? [
            {
              id: each.id,
              protocols: each.protocols ?? tickedProtocols(row),
              requires: each.requires as Condition["requires"],
              text: each.text,
              basis: each.basis,
            },
          ]
        : [],
    ),
    annotations: annotations.flatMap((each): Annotation[] =>
      "text" in each && each.kind !== "condition"
        ? [{ kind: each.kind, id: each.id, text: each.text, basis: each.basis }]
        : [],
    ),
    basis: {
      scope: scope?.basis ?? [{ kind: "table" }],
      protection: basisOf(protection),
      twin: basisOf(twin),
      sourcePorts: basisOf(sourcePorts),
      ianaNames: basisOf(ianaNames),
    },
  };
}

function tickedProtocols(row: PageRow): Condition["protocols"] {
  return (["tcp", "udp"] as const).filter((protocol) => row[protocol]);
}

function basisOf(annotation: PortAnnotation | undefined): readonly Basis[] {
  return annotation?.basis ?? [];
}

function isWithin(release: number, span: { from: number; through: number | "latest" }): boolean {
  return span.from <= release && (span.through === "latest" || release <= span.through);
}

function scopeFromTicks(release: number, row: PageRow): PortEntry["scope"] {
  if (row.inbound || row.outbound) {
    return "network";
  }
  if (row.localhost) {
    return "loopback";
  }
  throw new CompileError(
    `port ${row.port} in release ${release} has no direction ticked, is not ticked for Localhost, and no annotation gives its scope`,
  );
}

function categoriesOf(files: DataFiles, services: readonly string[]): PortEntry["categories"] {
  return [
    ...new Set(
      services.map((id) => {
        const service = files.services.services.find((each) => each.id === id);
        if (!service) {
          throw new CompileError(`unknown service ${JSON.stringify(id)}`);
        }
        return service.category;
      }),
    ),
  ];
}

function featureSources(page: Page): readonly FeatureSource[] | Undocumented {
  const sources = page.featureSources;
  if (sources === "undocumented") {
    return sources;
  }
  return sources.features
    .map((feature) => ({
      name: feature.name as FeatureSource["name"],
      ports: sources.ports as PortNumber[],
      addresses: feature.addresses,
      feeds: feature.feeds,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

function recommendations(files: DataFiles, page: Page): readonly FirewallRecommendation[] {
  return page.recommendedFirewalls
    .flatMap(({ firewall, systems }) =>
      systems.map(({ name, versions }) => {
        const system = files.operatingSystems.operatingSystems.find((each) =>
          each.labels.includes(name),
        );
        if (!system) {
          throw new CompileError(
            `page ${page.page} names the operating system ${JSON.stringify(name)}, which is not in operating-systems.json`,
          );
        }
        return {
          operatingSystem: system.id as FirewallRecommendation["operatingSystem"],
          versions,
          firewall,
        };
      }),
    )
    .sort(
      (a, b) =>
        a.operatingSystem.localeCompare(b.operatingSystem, "en") ||
        a.versions.localeCompare(b.versions, "en"),
    );
}
