import {
  type AuditFinding,
  type FindingPorts,
  type FirewallAudit,
  findingRules,
  type Severity,
} from "cpanel-ports";
import type { FirewallFormat } from "cpanel-ports/parse";
import { audienceText } from "../../../src/audit/audience-text.ts";
import { otherNotes } from "../../../src/audit/other-notes.ts";
import { warningsOfExpected } from "../../../src/audit/warnings-of-expected.ts";
import { rangeText } from "../../../src/net/port-range.ts";
import { auditTitle } from "../../../src/render/tables/audit-table.ts";
import { auditRequest } from "../firewall/audit-request.ts";
import { indicesOf } from "../firewall/indices-of.ts";
import { type Place, placeOf } from "../firewall/place.ts";
import { type Remark, remarkOf } from "../firewall/remark.ts";
import type { AuditRequest } from "../firewall/request.ts";
import type { FileRole } from "../firewall/sorted-request.ts";

/** Ports of a finding, in words. */
export interface ShownPorts {
  /** Such as `TCP 2083` or `UDP 1024-65535`. */
  readonly ports: string;
  /** The port, for a link to its page; `null` for a range, and for one that is not documented. */
  readonly port: number | null;
  readonly label: string | null;
  /** Further facts: since when it is documented, and under which condition. */
  readonly remarks: readonly string[];
}

/** A finding, as shown. */
export interface ShownFinding {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly message: string;
  readonly advice: string;
  readonly direction: string | null;
  readonly who: string | null;
  readonly reasons: readonly string[];
  readonly ports: readonly ShownPorts[];
  readonly places: readonly Place[];
}

/** The result of an audit, as shown. */
export interface ShownAudit {
  readonly verdict: FirewallAudit["verdict"];
  /** The verdict, on one line. */
  readonly title: string;
  readonly format: FirewallFormat;
  /** The detected kind of each file of the request. */
  readonly roles: readonly FileRole[];
  /** The most severe findings. */
  readonly findings: readonly ShownFinding[];
  /** The number of further findings. */
  readonly moreFindings: number;
  /** What was not examined or was assumed, and might change the verdict. */
  readonly gaps: readonly Remark[];
  /** Further remarks of the parser. */
  readonly notes: readonly Remark[];
  /** Warnings about the expected policy. */
  readonly warnings: readonly string[];
}

/** Audits the firewall in the files. */
export function auditFiles(request: AuditRequest): ShownAudit {
  const { audit, sorted } = auditRequest(request);
  const indices = indicesOf(sorted.firewall);
  return {
    verdict: audit.verdict,
    title: auditTitle(audit),
    format: sorted.format,
    roles: sorted.roles,
    findings: audit.findings.slice(0, mostFindings).map((each) => findingOf(each, indices)),
    moreFindings: Math.max(0, audit.findings.length - mostFindings),
    gaps: audit.gaps.map((each) => remarkOf(each, indices)),
    notes: otherNotes(audit).map((each) => remarkOf(each, indices)),
    warnings: warningsOfExpected(audit).map(({ text }) => text),
  };
}

/** The maximum number of findings sent to the page; a firewall with a rule for each of 50,000 addresses has as many. */
const mostFindings = 1000;

/** The maximum number of places per finding sent to the page. */
const mostPlaces = 5000;

function findingOf(finding: AuditFinding, indices: readonly number[]): ShownFinding {
  const { rule, severity, message, advice, direction, who, reasons, ports, decidedBy } = finding;
  return {
    rule,
    title: findingRules.find(({ id }) => id === rule)?.title ?? rule,
    severity,
    message,
    advice,
    direction,
    who: who && audienceText(who),
    reasons,
    ports: ports.map(portsOf),
    places: decidedBy.slice(0, mostPlaces).map((each) => placeOf(each, indices)),
  };
}

function portsOf({ protocol, ports, label, since, conditions }: FindingPorts): ShownPorts {
  return {
    ports: `${protocol.toUpperCase()} ${rangeText(ports)}`,
    port: ports.from === ports.through && since !== null ? ports.from : null,
    label,
    remarks: [
      ...(since === null ? [] : [`documented since ${since}`]),
      ...conditions.map(({ text }) => text),
    ],
  };
}
