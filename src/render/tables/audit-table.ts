import { findingReason } from "../../audit/finding-reason.ts";
import { mostSevereFirst } from "../../audit/findings.ts";
import type { FirewallAudit } from "../../audit/types.ts";
import { rangeText } from "../../net/port-range.ts";
import type { WhoMay } from "../../net/types.ts";
import type { Table } from "./table.ts";
import { whoText } from "./who-text.ts";

/** What an audit came to, on one line. */
export function auditTitle({ expected, verdict, diff }: FirewallAudit): string {
  const verdicts = {
    fits: "the firewall fits",
    differs: "the firewall does not fit",
    unknown: "no problems found, but some ports could not be determined",
  } as const;
  const findings = mostSevereFirst(diff);
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = findings.filter((each) => each.severity === severity).length;
    return count > 0 ? [`${count} ${severity}${count > 1 && severity !== "info" ? "s" : ""}`] : [];
  });
  return `${expected.title}: ${verdicts[verdict]}${counts.length > 0 ? ` (${counts.join(", ")})` : ""}`;
}

/** The findings of an audit as a table to read, the gravest first. */
export function auditTable({ diff }: FirewallAudit): Table {
  return {
    columns: [
      { title: "Severity" },
      { title: "Finding" },
      { title: "Direction" },
      { title: "Protocol" },
      { title: "Port", align: "right" },
      { title: "Service" },
      { title: "For" },
      { title: "Why" },
    ],
    rows: mostSevereFirst(diff).map((finding) => [
      finding.severity,
      finding.kind,
      finding.direction,
      finding.protocol,
      rangeText(finding.ports),
      finding.label,
      whoText(finding.difference),
      findingReason(finding),
    ]),
  };
}

/** The findings of an audit as a table for programs: a column for each fact. */
export function auditRecords({ diff }: FirewallAudit): Table {
  const titles = [
    ...["severity", "rule", "kind", "direction", "protocol", "from_port", "through_port", "label"],
    ...["services", "expected", "actual", "difference", "conditions", "since", "text"],
  ];
  return {
    columns: titles.map((title) => ({ title })),
    rows: mostSevereFirst(diff).map((finding) => [
      finding.severity,
      finding.rule,
      finding.kind,
      finding.direction,
      finding.protocol,
      String(finding.ports.from),
      String(finding.ports.through),
      finding.label,
      finding.services.join(" "),
      whoRecord(finding.expected),
      whoRecord(finding.actual),
      whoRecord(finding.difference),
      finding.conditions.map(({ id }) => id).join(" "),
      String(finding.since ?? ""),
      findingReason(finding),
    ]),
  };
}

/** Who may use ports, for programs: networks with spaces between, those that may not with `!`. */
export function whoRecord(who: WhoMay | null): string {
  return who === null
    ? "nobody"
    : [who.sources === "any" ? "any" : who.sources, who.except.map((each) => `!${each}`)]
        .flat()
        .join(" ");
}
