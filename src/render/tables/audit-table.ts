import { isOfListeners } from "../../audit/is-of-listeners.ts";
import { inputName } from "../../audit/places-text.ts";
import type {
  AuditFinding,
  AuditGap,
  FindingAcceptance,
  FindingPorts,
  FirewallAudit,
} from "../../audit/types.ts";
import { familyNames } from "../../net/family-names.ts";
import { rangeText } from "../../net/port-range.ts";
import type { Origin, WhoMay } from "../../net/types.ts";
import { groupBy } from "../../util/group-by.ts";
import { joinClauses } from "../../util/join-clauses.ts";
import type { Table } from "./table.ts";

/** The verdicts on what was audited. */
const verdicts = {
  fits: (what: string) => `${what} fits`,
  differs: (what: string) => `${what} does not fit`,
  unknown: (what: string) => `cannot tell whether ${what} fits`,
} as const;

/** Returns the verdict and the counts of an audit, on one line. */
export function auditTitle({
  expected,
  verdict,
  findings,
  accepted,
  scope,
  gaps,
  actual,
}: FirewallAudit): string {
  const counts = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = findings.filter((each) => each.severity === severity).length;
    return count > 0 ? [`${count} ${severity}${count > 1 && severity !== "info" ? "s" : ""}`] : [];
  });
  const limits = scopeText(scope);
  const remarks = [
    ...counts,
    ...(accepted.length > 0 ? [`${accepted.length} accepted`] : []),
    ...(gaps.length > 0 ? [`${gaps.length} not examined or assumed`] : []),
  ];
  const what = isOfListeners(actual) ? "what listens" : "the firewall";
  return `${expected.title}: ${verdicts[verdict](what)}${limits === "" ? "" : `, limited to ${limits}`}${remarks.length > 0 ? ` (${remarks.join(", ")})` : ""}`;
}

/** Returns the limits of an audit's scope in words; empty without limits. */
export function scopeText({ families, directions, protocols }: FirewallAudit["scope"]): string {
  return [
    ...(families.length === 1 ? families.map((each) => familyNames[each]) : []),
    ...(directions.length === 1 ? directions : []),
    ...(protocols.length === 1 ? protocols.map((each) => each.toUpperCase()) : []),
  ].join(" ");
}

/** Returns the findings of an audit as a table for readers, most severe first. */
export function auditTable({ findings, inputs }: FirewallAudit): Table {
  return {
    columns: [
      { title: "Severity" },
      { title: "Rule" },
      { title: "Finding" },
      { title: "Decided by" },
      { title: "What to do" },
    ],
    rows: findings.map(({ severity, rule, message, decidedBy, advice }) => [
      severity,
      rule,
      message,
      linesText(decidedBy, inputs),
      advice,
    ]),
  };
}

/** Returns the accepted findings as a table for readers. */
export function acceptedTable({ accepted, inputs }: FirewallAudit): Table {
  return {
    columns: [
      { title: "Rule" },
      { title: "Finding" },
      { title: "Decided by" },
      { title: "Accepted" },
    ],
    rows: accepted.map(({ rule, message, decidedBy, acceptance }) => [
      rule,
      message,
      linesText(decidedBy, inputs),
      acceptanceText(acceptance),
    ]),
  };
}

/** Returns why and until when a finding is accepted. */
export function acceptanceText(acceptance: FindingAcceptance | null): string {
  const { reason, until } = acceptance as FindingAcceptance;
  return until === null ? reason : `${reason}, until ${until}`;
}

/** The maximum number of lines quoted in a cell. */
const quotedLines = 3;

function linesText(places: readonly Origin[], inputs: readonly string[]): string {
  const more = places.length - quotedLines;
  return [
    ...places.slice(0, quotedLines).map((place) => `${placeText(place, inputs)}: ${place.text}`),
    ...(more > 0 ? [`${more} more`] : []),
  ].join("; ");
}

/** Writes a place as compilers do: `csf.conf:4`. */
export function placeText(
  { input, line }: Pick<Origin, "input" | "line">,
  inputs: readonly string[],
): string {
  return [inputName(input, inputs), ...(line === null ? [] : [line])].join(":");
}

/** Returns the gaps of an audit as a table for readers. */
export function gapTable({ gaps, inputs }: FirewallAudit): Table {
  return {
    columns: [{ title: "Where" }, { title: "Not examined, or assumed" }],
    rows: gaps.map((gap) => [gapPlace(gap, inputs), gap.text]),
  };
}

/** Returns the place of a gap in words; empty if it has none. */
export function gapPlace({ input, line }: AuditGap, inputs: readonly string[]): string {
  return input === null ? "" : placeText({ input, line }, inputs);
}

/** The column titles of {@link auditRecords}. */
export const recordTitles: readonly string[] = [
  ...["severity", "rule", "direction", "families", "ports", "services", "who", "conditions"],
  ...["reasons", "input", "line", "text", "message", "advice"],
  ...["acceptance", "accepted_because", "accepted_until"],
];

/**
 * Returns the findings of an audit as a table for programs: one row per deciding line and addresses, with the ports
 * that it decided.
 */
export function auditRecords({ findings, accepted, inputs }: FirewallAudit): Table {
  return {
    columns: recordTitles.map((title) => ({ title })),
    rows: [...findings, ...accepted].flatMap((finding) =>
      partsOf(finding).map(({ place, ports, who }) => [
        finding.severity,
        finding.rule,
        finding.direction ?? "",
        finding.families.join(" "),
        portsRecord(ports),
        [...new Set(ports.flatMap(({ services }) => services))].join(" "),
        who ? whoRecord(who) : "",
        [...new Set(ports.flatMap(({ conditions }) => conditions.map(({ id }) => id)))].join(" "),
        joinClauses(finding.reasons),
        place ? inputName(place.input, inputs) : "",
        String(place?.line ?? ""),
        place?.text ?? "",
        finding.message,
        finding.advice,
        finding.acceptance ? (accepted.includes(finding) ? "accepted" : "expired") : "",
        finding.acceptance?.reason ?? "",
        finding.acceptance?.until ?? "",
      ]),
    ),
  };
}

/** A row for programs: the ports that a line decided for the same addresses. */
interface RecordParts {
  readonly place: Origin | null;
  readonly ports: readonly FindingPorts[];
  readonly who: WhoMay | null;
}

/** Returns the rows of a finding in the order of its deciding lines, then those of ports without one. */
function partsOf({ ports, decidedBy, who }: AuditFinding): readonly RecordParts[] {
  const keyOf = (place: Origin | null) => JSON.stringify(place);
  const byPlace = groupBy(ports, (each) => keyOf(each.decidedBy));
  const rowsOf = (place: Origin | null) =>
    [...groupBy(byPlace.get(keyOf(place)) ?? [], (each) => JSON.stringify(each.who)).values()].map(
      (group): RecordParts => ({ place, ports: group, who: group[0].who ?? who }),
    );
  const decided = decidedBy.flatMap((place) => {
    const rows = rowsOf(place);
    return rows.length > 0 ? rows : [{ place, ports: [], who }];
  });
  const all = [...decided, ...rowsOf(null)];
  return all.length > 0 ? all : [{ place: null, ports: [], who }];
}

function portsRecord(ports: readonly FindingPorts[]): string {
  return ports.map((each) => `${each.protocol} ${rangeText(each.ports)}`).join("; ");
}

/** Writes who may use ports, for programs: networks separated by spaces, exceptions with `!`. */
export function whoRecord(who: WhoMay): string {
  return [who.sources === "any" ? "any" : who.sources, who.except.map((each) => `!${each}`)]
    .flat()
    .join(" ");
}
