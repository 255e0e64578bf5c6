import { data } from "../../src/dataset/data.generated.ts";
import type { DocumentedDataset, Span } from "../../src/dataset/types.ts";

/**
 * A dataset with differences that no two pages have: at 126 the license callback gains a port, loses
 * one and renames one, and only 116 lists port 22 as something else.
 */
export function mockedDataset(): DocumentedDataset {
  const copy = structuredClone(data);
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
 * A dataset that ends with 124, whose page says that it holds for 124 only and whose life ends on a day; 106 is missing, and 122 has
 * what 118 has.
 */
export function datasetThrough124(): DocumentedDataset {
  const copy = structuredClone(data);
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
    changes: [],
  };
}
