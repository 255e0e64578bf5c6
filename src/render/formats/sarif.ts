import type { Log, Result } from "sarif";
import { checkAudit } from "../../audit/check-audit.ts";
import { findingReason } from "../../audit/finding-reason.ts";
import { findingRules, type Severity } from "../../audit/finding-rules.ts";
import { mostSevereFirst } from "../../audit/findings.ts";
import type { FirewallAudit, PolicyFinding } from "../../audit/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import { quote } from "../../util/quote.ts";
import { auditTitle } from "../tables/audit-table.ts";
import { whoText } from "../tables/who-text.ts";
import { artifactUri } from "./escape/artifact-uri.ts";
import { jsonText } from "./escape/json-text.ts";
import { visible } from "./escape/visible.ts";

/** How {@link renderSarif} writes. */
export interface SarifOptions {
  /**
   * The file that was audited, as a path relative to the root of the repository or as a URI;
   * `firewall` where it is left out. An absolute path becomes a `file` URI; backslashes separate
   * folders, as on Windows.
   */
  readonly artifact?: string | undefined;
}

const levels: Readonly<Record<Severity, Result.level>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/**
 * Writes an audit as a SARIF 2.1.0 log, which the code scanning of a CI shows: a rule for each kind of
 * finding, and a result for each finding.
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
 * const audit = auditFirewall(126, createPolicy(126, { omit: "ssh" }));
 * const log = JSON.parse(renderSarif(audit, { artifact: "firewall/rules.v4" }));
 * log.version; // => "2.1.0"
 * log.runs[0].results.map((result) => [result.ruleId, result.level]); // => [["port-closed", "warning"]]
 * ```
 */
export function renderSarif(audit: FirewallAudit, options: SarifOptions = {}): string {
  checkAudit(audit);
  const uri = artifactUri(artifactOf(options));
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "cpanel-ports",
            rules: Object.entries(findingRules).map(([id, { severity, text }]) => ({
              id,
              shortDescription: { text },
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        results: mostSevereFirst(audit.diff).map((finding) => resultOf(finding, uri)),
        properties: { verdict: audit.verdict, title: auditTitle(audit) },
      },
    ],
  };
  return jsonText(log);
}

function artifactOf({ artifact = "firewall" }: SarifOptions): string {
  if (typeof artifact !== "string") {
    throw new InvalidOptionError(`artifact is ${quote(artifact)}`, {
      field: "artifact",
      input: artifact,
      expected: "the path of a file or a URI",
    });
  }
  return artifact;
}

function resultOf(finding: PolicyFinding, uri: string): Result {
  const { rule, severity, direction, protocol, ports, label, difference } = finding;
  const port = `${direction} ${protocol} ${rangeText(ports)}`;
  return {
    ruleId: rule,
    ruleIndex: Object.keys(findingRules).indexOf(rule),
    level: levels[severity],
    message: {
      text: visible(`${port} (${label}), for ${whoText(difference)}: ${findingReason(finding)}`),
    },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } },
        logicalLocations: [{ name: port, kind: "resource" }],
      },
    ],
    partialFingerprints: { port: `${rule} ${port}` },
  };
}
