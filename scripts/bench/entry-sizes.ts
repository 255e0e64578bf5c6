import type { PlainTable } from "./performance-page.ts";

/** The imports from the main entry for each purpose. */
const purposes: readonly (readonly [purpose: string, names: readonly string[]])[] = [
  [
    "releases and versions",
    [
      "releases",
      "laterReleases",
      "latestRelease",
      "releaseStatus",
      "resolveRelease",
      "resolveVersion",
    ],
  ],
  ["ports", ["getPort", "listPorts", "getPortHistory", "diffReleases"]],
  ["ports, with filters as text", ["listPorts", "parsePortFilter"]],
  ["services and categories", ["services", "listServices", "categories"]],
  [
    "the rest of the dataset",
    [
      "getLicenseCallback",
      "getRecommendedFirewall",
      "internalPorts",
      "listFeatureSources",
      "serverNeeds",
    ],
  ],
  ["your own entries", ["defineEntry"]],
  ["policies", ["createPolicy"]],
  ["audits", ["auditFirewall"]],
  ["audits and their plans", ["auditFirewall", "planAudit"]],
  ["plans of an upgrade", ["planUpgrade"]],
  ["differences of policies", ["comparePolicies"]],
  ["what others open", ["listElsewhere", "compareElsewhere", "matchElsewhere", "rankElsewhere"]],
];

/** Measures bundles with the imports of each purpose. */
export async function mainEntryParts(
  bundleSize: (exported: string) => Promise<number>,
): Promise<PlainTable> {
  const rows: (readonly (number | string)[])[] = [];
  for (const [purpose, names] of purposes) {
    const bytes = await bundleSize(`{ ${names.join(", ")} }`);
    rows.push([purpose, names.map((name) => `\`${name}\``).join(", "), (bytes / 1000).toFixed(1)]);
  }
  return {
    title: "What the main entry point contains",
    how: "Bundled with esbuild, minified, compressed with Brotli, with nothing else imported. Purposes share code, so the sum exceeds the whole.",
    columns: ["Purpose", "Imports", "kB"],
    rows,
  };
}
