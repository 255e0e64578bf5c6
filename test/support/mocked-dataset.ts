import { makeFeatureSources } from "../../src/dataset/feature-sources.generated.ts";
import { makeFirewalls } from "../../src/dataset/firewalls.generated.ts";
import { makeLicenseCallback } from "../../src/dataset/license-callback.generated.ts";
import { makePorts } from "../../src/dataset/ports.generated.ts";
import { makeReleases } from "../../src/dataset/releases.generated.ts";
import type { Dataset, Span } from "../../src/dataset/types.ts";
import { versions } from "../../src/dataset/versions.generated.ts";
import { versionsOf } from "../../src/dataset/versions-of.ts";
import { deepFreeze } from "../../src/util/deep-freeze.ts";

type DatasetModule = typeof import("../../src/dataset/dataset.ts");

/** The parts of the dataset that the tests change. */
type ChangedDataset = Omit<Dataset, "changes" | "internalPorts" | "serverNeeds" | "services">;

function originalDataset(): ChangedDataset {
  return {
    snapshot: versions.snapshot,
    ...makeReleases(),
    ports: makePorts(),
    licenseCallback: makeLicenseCallback(),
    featureSources: makeFeatureSources(),
    ...makeFirewalls(),
  };
}

/** Returns the mock of `src/dataset/dataset.ts`. */
export function moduleOf(dataset: ChangedDataset): Partial<DatasetModule> {
  deepFreeze(dataset);
  return {
    versions: versionsOf(dataset),
    releaseData: () => dataset,
    portSpans: () => dataset.ports,
    licenseCallbackSpans: () => dataset.licenseCallback,
    featureSourceSpans: () => dataset.featureSources,
    firewallData: () => dataset,
  };
}

/**
 * A dataset with differences that no real pages have: at 126, the license callback gains, loses and renames
 * a port, and only 116 lists port 22 with other values.
 */
export function mockedDataset(): ChangedDataset {
  const copy = structuredClone(originalDataset());
  const ssh = copy.ports.find((span) => span.entry.port === 22);
  const callback = copy.licenseCallback[0];
  if (!ssh || !callback) {
    throw new Error("the dataset has neither port 22 nor a license callback");
  }
  const [first, second, ...rest] = callback.value.ports;
  if (!first || !second) {
    throw new Error("the dataset has no two license-callback ports");
  }
  return {
    ...copy,
    ports: copy.ports
      .filter((span) => span !== ssh)
      .concat(
        { ...ssh, through: 114 },
        {
          from: 116,
          through: 116,
          entry: {
            ...ssh.entry,
            documented: { ...ssh.entry.documented, service: "Telnet", udp: true },
            twin: 2083,
            protection: "undocumented",
            basis: { ...ssh.entry.basis, protection: [] },
          },
        },
        { ...ssh, from: 118 },
      )
      .sort((a, b) => a.entry.port - b.entry.port),
    licenseCallback: [
      { ...callback, through: 124 },
      {
        from: 126,
        through: 126,
        value: {
          ...callback.value,
          ports: [
            { port: 443, service: "New", inbound: true, outbound: false },
            { ...second, service: "Renamed" },
            ...rest,
          ],
        },
      },
    ],
  };
}

/**
 * A dataset that ends with 124. The page of 124 is valid only for 124, and its end of life is a day. 106 is missing, and
 * 122 equals 118.
 */
export function datasetThrough124(): ChangedDataset {
  const copy = structuredClone(originalDataset());
  const first = <T>(spans: readonly Span<T>[]) =>
    spans.slice(0, 1).map((span) => ({ ...span, through: 126 as const }));
  return {
    ...copy,
    releases: copy.releases
      .filter(({ release }) => release <= 124 && release !== 106)
      .map((each) =>
        each.release === 124
          ? {
              ...each,
              source: { ...each.source, validThrough: 124 },
              endOfLife: { date: "2025-12-15", approximate: false, basis: [{ kind: "page" }] },
            }
          : each,
      ),
    ports: copy.ports.filter((span) => span.from === 102 && span.through === 126),
    licenseCallback: first(copy.licenseCallback),
    featureSources: first(copy.featureSources),
    recommendedFirewalls: first(copy.recommendedFirewalls),
  };
}
