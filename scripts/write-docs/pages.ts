import { adviceText } from "../../src/audit/advice-text.ts";
import { findingRules } from "../../src/audit/finding-rules.ts";
import type { Release } from "../../src/dataset/types.ts";
import { diffReleases } from "../../src/query/diff-releases.ts";
import { getLicenseCallback } from "../../src/query/get-license-callback.ts";
import { laterReleases } from "../../src/query/later-releases.ts";
import { listFeatureSources } from "../../src/query/list-feature-sources.ts";
import { listPorts } from "../../src/query/list-ports.ts";
import { releases } from "../../src/query/releases.ts";
import { renderMarkdownTable } from "../../src/render/formats/markdown-table.ts";
import { basisText } from "../../src/render/tables/basis-text.ts";
import { diffTable, reasonTable } from "../../src/render/tables/diff-table.ts";
import { portTable } from "../../src/render/tables/port-table.ts";
import { conditionText } from "../../src/render/tables/port-words.ts";
import { releaseTable } from "../../src/render/tables/release-table.ts";
import type { Table } from "../../src/render/tables/table.ts";
import { qualityBlocks } from "./quality-page.ts";

/** Returns the generated pages of `docs/`, by path. */
export function generatedPages(): Map<string, string> {
  return new Map([
    ...releases.map((each) => [`releases/${each.release}.md`, releasePage(each)] as const),
    ["changes.md", changesPage()],
    ["findings.md", findingsPage()],
    ["quality.md", page("What the tests catch", ...qualityBlocks())],
  ]);
}

function findingsPage(): string {
  return page(
    "Finding rules",
    "Look up a finding of an [audit](audit.md): what it means, and what to do. The most severe rules come first. An audit reports each finding under the first rule that matches.",
    renderMarkdownTable({
      columns: [
        { title: "Rule" },
        { title: "Severity" },
        { title: "Meaning" },
        { title: "What to do" },
        { title: "In a plan" },
      ],
      rows: findingRules.map((rule) => [
        rule.id,
        rule.severity,
        rule.title,
        adviceText(rule),
        rule.fix ?? "",
      ]),
    }),
  );
}

function releasePage({ release, source }: Release): string {
  const entries = listPorts(release);
  const loopback = entries.filter((entry) => entry.scope === "loopback").length;
  const features = listFeatureSources(release);
  const remarks: Table = {
    columns: [
      { title: "Port", align: "right" },
      { title: "Kind" },
      { title: "Remark" },
      { title: "Basis" },
    ],
    rows: entries.flatMap((entry) => [
      ...entry.conditions.map((each) => [
        String(entry.port),
        "condition",
        conditionText(each, entry),
        basisText(each.basis),
      ]),
      ...entry.annotations.map((each) => [
        String(entry.port),
        each.kind,
        each.text,
        basisText(each.basis),
      ]),
    ]),
  };
  return page(
    `The ports of cPanel & WHM ${release}`,
    `Look up a port that cPanel & WHM ${release} documents. The [page of ${source.page}](${source.url}), last modified on ${source.lastModified}, lists ${entries.length} ports, ${loopback} of them only for loopback.`,
    renderMarkdownTable(portTable(entries)),
    "## Remarks",
    "Curated remarks, in our own words.",
    renderMarkdownTable(remarks),
    "## License callback",
    `At least one of these ports must be open to ${getLicenseCallback(release).senders.networks.join(" and ")}.`,
    renderMarkdownTable({
      columns: [{ title: "Port", align: "right" }, { title: "Service" }],
      rows: getLicenseCallback(release).ports.map(({ port, service }) => [String(port), service]),
    }),
    "## Feature sources",
    features === "undocumented"
      ? "Undocumented: the page has no such section."
      : renderMarkdownTable({
          columns: [{ title: "Feature" }, { title: "Ports" }, { title: "Addresses or feeds" }],
          rows: features.map((each) => [
            each.name,
            each.ports.join(", "),
            [...each.addresses, ...each.feeds].join(", "),
          ]),
        }),
  );
}

function changesPage(): string {
  const steps = releases.slice(1).map((each, index) => {
    const before = releases[index] ?? each;
    return diffReleases(before.release, each.release);
  });
  return page(
    "Every change",
    "Find out what each release changes, and why.",
    renderMarkdownTable(releaseTable([...releases, ...laterReleases])),
    ...steps.flatMap((diff) => {
      const table = diffTable(diff);
      return [
        `## ${diff.from} to ${diff.to}`,
        ...(table.rows.length === 0
          ? ["No changes."]
          : [renderMarkdownTable(table), renderMarkdownTable(reasonTable(diff))]),
      ];
    }),
  );
}

function page(title: string, ...blocks: readonly string[]): string {
  const notice = "<!-- Written by scripts/write-docs from the data. -->";
  const frontMatter = `---\ntitle: ${JSON.stringify(title)}\n---`;
  return `${[frontMatter, notice, `# ${title}`, ...blocks].map((each) => each.trimEnd()).join("\n\n")}\n`;
}
