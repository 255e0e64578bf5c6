import type { Location, Log, Result } from "sarif";
import { adviceText } from "../../audit/advice-text.ts";
import { checkAudit } from "../../audit/check-audit.ts";
import { findingRules, type Severity } from "../../audit/finding-rules.ts";
import type { AuditFinding, FirewallAudit } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import type { Origin } from "../../net/types.ts";
import type { OneOrMany } from "../../util/one-or-many.ts";
import { quote } from "../../util/quote.ts";
import { acceptanceText, auditTitle } from "../tables/audit-table.ts";
import { artifactUri } from "./escape/artifact-uri.ts";
import { jsonText } from "./escape/json-text.ts";
import { visible } from "./escape/visible.ts";

/** How {@link renderSarif} writes. */
export interface SarifOptions {
  /**
   * The files that were audited, in the order of the inputs, as paths relative to the root of the repository or as
   * URIs; the names of the inputs if it is left out, or `firewall`. An absolute path becomes a `file` URI; backslashes
   * separate folders, as on Windows.
   */
  readonly artifact?: OneOrMany<string> | undefined;
}

const levels: Readonly<Record<Severity, Result.level>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/**
 * Writes an audit as a SARIF 2.1.0 log, which the code scanning of a CI shows: a rule for each kind of
 * finding, and a result for each finding, at the lines that decided.
 *
 * @param audit - what `auditFirewall` returned
 * @returns the JSON
 * @throws {@link index.InvalidPolicyError} for what is no audit
 * @throws {@link index.InvalidOptionError} for an artifact that is not a string
 *
 * @example
 * ```ts
 * import { auditFirewall, createPolicy } from "cpanel-ports";
 * import { renderSarif } from "cpanel-ports/render";
 *
 * const audit = auditFirewall(126, createPolicy(126, { omit: ["ssh", "dhcp"], conditions: { "second-smtp-port": true } }));
 * const log = JSON.parse(renderSarif(audit, { artifact: "firewall/rules.v4" }));
 * log.version; // => "2.1.0"
 * log.runs[0].results.map((result) => [result.ruleId, result.level]); // => [["port-closed", "warning"], ["conditional-port-open", "note"], ["no-dhcp", "note"]]
 * ```
 */
export function renderSarif(audit: FirewallAudit, options: SarifOptions = {}): string {
  checkAudit(audit);
  const uris = artifactsOf(options, audit).map(artifactUri);
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "cpanel-ports",
            rules: findingRules.map((rule) => ({
              id: rule.id,
              shortDescription: { text: rule.title },
              help: { text: adviceText(rule) },
              defaultConfiguration: { level: levels[rule.severity] },
            })),
          },
        },
        results: resultsOf(audit, uris),
        properties: { verdict: audit.verdict, title: auditTitle(audit), gaps: audit.gaps },
      },
    ],
  };
  return jsonText(log);
}

function artifactsOf({ artifact }: SarifOptions, { inputs }: FirewallAudit): readonly string[] {
  const given: readonly unknown[] =
    artifact === undefined ? inputs : typeof artifact === "string" ? [artifact] : [artifact].flat();
  const wrong = given.find((each) => typeof each !== "string");
  if (wrong !== undefined) {
    throw new InvalidOptionError(`artifact is ${quote(wrong)}`, {
      field: "artifact",
      input: wrong,
      expected: "the path of a file or a URI",
    });
  }
  return given.length > 0 ? (given as readonly string[]) : ["firewall"];
}

/** The results; if one is suppressed, the others say that they are not. */
function resultsOf({ findings, accepted }: FirewallAudit, uris: readonly string[]): Result[] {
  const found = findings.map((finding) => ({
    ...resultOf(finding, uris),
    ...(accepted.length > 0 ? { suppressions: [] } : {}),
  }));
  const suppressed = accepted.map((finding) => ({
    ...resultOf(finding, uris),
    suppressions: [
      {
        kind: "external" as const,
        status: "accepted" as const,
        justification: visible(acceptanceText(finding.acceptance)),
      },
    ],
  }));
  return [...found, ...suppressed];
}

function resultOf(finding: AuditFinding, uris: readonly string[]): Result {
  const { rule, severity, direction, message, advice, ports, decidedBy } = finding;
  return {
    ruleId: rule,
    ruleIndex: findingRules.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: { text: visible(`${message}. ${advice}.`) },
    locations:
      decidedBy.length > 0
        ? decidedBy.map((place) => locationOf(place, uris))
        : [{ physicalLocation: { artifactLocation: { uri: uriOf(0, uris) } } }],
    partialFingerprints: { finding: [rule, ...(direction ? [direction] : [])].join(" ") },
    properties: {
      ports: ports.map((each) => `${each.protocol} ${rangeText(each.ports)}`),
    },
  };
}

function locationOf({ input, line, text }: Origin, uris: readonly string[]): Location {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(input, uris) },
      ...(line === null ? {} : { region: { startLine: line, snippet: { text: visible(text) } } }),
    },
  };
}

/** The URI of an input; of the first one where fewer are named than there are. */
function uriOf(input: number, uris: readonly string[]): string {
  return uris[input] ?? (uris[0] as string);
}
