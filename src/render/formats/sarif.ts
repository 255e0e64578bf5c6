import type { Invocation, Location, Log, PropertyBag, Result } from "sarif";
import { adviceText } from "../../audit/advice-text.ts";
import { checkAudit } from "../../audit/check-audit.ts";
import { findingRules, type Severity } from "../../audit/finding-rules.ts";
import type { AuditFinding, FirewallAudit } from "../../audit/types.ts";
import { fieldsOf, refusal } from "../../errors.ts";
import { rangeText } from "../../net/port-range.ts";
import { portCount } from "../../net/port-set.ts";
import type { Origin } from "../../net/types.ts";
import { once } from "../../util/once.ts";
import type { OneOrMany } from "../../util/one-or-many.ts";
import { type FailedAudit, isFailed, type NamedAudit } from "../audited-servers.ts";
import { isAudit, namedAudits } from "../named-audits.ts";
import { acceptanceText, auditTitle } from "../tables/audit-table.ts";
import { artifactUri } from "./escape/artifact-uri.ts";
import { jsonText } from "./escape/json-text.ts";
import { visible } from "./escape/visible.ts";

/** The options of {@link renderSarif}. */
export interface SarifOptions {
  /**
   * The audited files in the order of the inputs, as URIs or as paths relative to the root of the repository. Default:
   * the names of the inputs, or `firewall` without names. Absolute paths become `file` URIs. Backslashes separate
   * directories, as on Windows.
   */
  readonly artifact?: OneOrMany<string> | undefined;
}

const levels: Readonly<Record<Severity, Result.level>> = {
  error: "error",
  warning: "warning",
  info: "note",
};

/**
 * Renders an audit as a SARIF 2.1.0 log for code scanning in a CI system: one rule per rule id, and one result per
 * finding, located at the deciding lines.
 *
 * @param audit - the audit, as `auditFirewall` returned it
 * @param options - the audited files
 * @returns the JSON
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} when the input is not an audit
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when an artifact is not a string
 *
 * @example
 * ```ts
 * import { auditFirewall, createPolicy } from "cpanel-ports";
 * import { renderSarif } from "cpanel-ports/render";
 *
 * const audit = auditFirewall(126, createPolicy(126, { omit: ["ssh", "dhcp"], conditions: { "second-smtp-port": true } }));
 * const log = JSON.parse(renderSarif(audit, { artifact: "firewall/rules.v4" }));
 * log.version; // => "2.1.0"
 * log.runs[0].results.map((result: { ruleId: string }) => result.ruleId); // => ["port-closed", "conditional-port-open", "no-dhcp"]
 * ```
 */
export function renderSarif(audit: FirewallAudit, options?: SarifOptions): string;
/**
 * Renders the audits of several servers as a SARIF 2.1.0 log with one run, because GitHub does not accept several runs
 * of the same tool. Each result names its server in the message, in `properties.host` and as a logical location. A
 * server that could not be audited becomes a notification of the run.
 *
 * @param audits - the audits, each with the name and the files of its server
 * @returns the JSON
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} when the input is not a list of named audits
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when an artifact is not a string, or a name is not a
 *   string or not unique
 *
 * @example
 * ```ts
 * import { auditFirewall, createPolicy } from "cpanel-ports";
 * import { renderSarif } from "cpanel-ports/render";
 *
 * const audit = auditFirewall(126, createPolicy(126, { omit: ["ssh", 3306] }));
 * const [run] = JSON.parse(renderSarif([{ name: "web1", audit, artifact: "web1/rules.v4" }])).runs;
 * run.results[0].properties.host; // => "web1"
 * run.results[0].locations[0].physicalLocation.artifactLocation.uri; // => "web1/rules.v4"
 * ```
 */
export function renderSarif(audits: OneOrMany<FailedAudit | NamedAudit>): string;
export function renderSarif(
  audits: FirewallAudit | OneOrMany<FailedAudit | NamedAudit>,
  options: SarifOptions = {},
): string {
  fieldsOf("options", options, { artifact: true });
  const { results, properties, invocations } = isAudit(audits)
    ? runOfAudit(audits, options)
    : runOfServers(namedAudits(audits), options);
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "cpanel-ports",
            rules: rules(),
          },
        },
        ...(invocations && { invocations }),
        results,
        properties,
      },
    ],
  };
  return jsonText(log);
}

/** The rules of findings, which are the same in every log. */
const rules = once(() =>
  findingRules.map((rule) => ({
    id: rule.id,
    shortDescription: { text: rule.title },
    help: { text: adviceText(rule) },
    defaultConfiguration: { level: levels[rule.severity] },
  })),
);

/** The content of the log's run. */
interface Run {
  readonly results: Result[];
  readonly properties: PropertyBag;
  readonly invocations?: Invocation[];
}

function runOfAudit(audit: FirewallAudit, options: SarifOptions): Run {
  checkAudit(audit);
  const uris = artifactsOf(options, audit).map(artifactUri);
  return { results: resultsOf(audit, uris), properties: propertiesOf(audit) };
}

function runOfServers(
  servers: readonly (FailedAudit | NamedAudit)[],
  { artifact }: SarifOptions,
): Run {
  if (artifact !== undefined) {
    throw refusal("artifact", artifact, [], "the artifact in the entry of each server");
  }
  const failed = servers.filter(isFailed);
  const results = servers.flatMap((each) => (isFailed(each) ? [] : resultsOfServer(each)));
  const properties = servers.map((each) =>
    isFailed(each)
      ? { name: each.name, error: each.error }
      : { name: each.name, ...propertiesOf(each.audit) },
  );
  const notifications = failed.map(({ name, error }) => ({
    level: "error" as const,
    message: { text: visible(`${name}: ${error}`) },
  }));
  return {
    results,
    properties: { servers: properties },
    ...(failed.length > 0 && {
      invocations: [{ executionSuccessful: false, toolExecutionNotifications: notifications }],
    }),
  };
}

function resultsOfServer({ name, audit, artifact }: NamedAudit): Result[] {
  const uris = artifactsOf({ artifact }, audit, name).map(artifactUri);
  const host = { name: visible(name), kind: "host" };
  return resultsOf(audit, uris).map((result) => ({
    ...result,
    message: { text: visible(`${name}: ${result.message.text}`) },
    locations: result.locations?.map((place) => ({ ...place, logicalLocations: [host] })),
    partialFingerprints: { ...result.partialFingerprints, host: name },
    properties: { ...result.properties, host: name },
  }));
}

function propertiesOf(audit: FirewallAudit): PropertyBag {
  return { verdict: audit.verdict, title: auditTitle(audit), gaps: audit.gaps };
}

function artifactsOf(
  { artifact }: SarifOptions,
  { inputs }: FirewallAudit,
  fallback = "firewall",
): readonly string[] {
  const given: readonly unknown[] =
    artifact === undefined ? inputs : typeof artifact === "string" ? [artifact] : [artifact].flat();
  const wrong = given.find((each) => typeof each !== "string");
  if (wrong !== undefined) {
    throw refusal("artifact", wrong, [], "a file path or a URI");
  }
  return given.length > 0 ? (given as readonly string[]) : [fallback];
}

/** Returns the input that closes the most ports: the main file of a firewall, in addition to its lists. */
function mainInputOf({ actual }: FirewallAudit): number {
  const counts = new Map<number, number>();
  for (const { ports, decidedBy } of "closed" in actual ? actual.closed : []) {
    counts.set(decidedBy.input, (counts.get(decidedBy.input) ?? 0) + portCount([ports]));
  }
  const [[input] = [0]] = [...counts].sort(([, a], [, b]) => b - a);
  return input;
}

/** Returns the results. If one is suppressed, SARIF requires empty `suppressions` on the others. */
function resultsOf(audit: FirewallAudit, uris: readonly string[]): Result[] {
  const { findings, accepted } = audit;
  const main = uriOf(mainInputOf(audit), uris);
  const found = findings.map((finding) => ({
    ...resultOf(finding, uris, main),
    ...(accepted.length > 0 ? { suppressions: [] } : {}),
  }));
  const suppressed = accepted.map((finding) => ({
    ...resultOf(finding, uris, main),
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

/** @param main - the URI of the main file, for a finding without a deciding place */
function resultOf(finding: AuditFinding, uris: readonly string[], main: string): Result {
  const { rule, severity, direction, message, advice, ports, decidedBy } = finding;
  return {
    ruleId: rule,
    ruleIndex: findingRules.findIndex(({ id }) => id === rule),
    level: levels[severity],
    message: { text: visible(`${message}. ${advice}.`) },
    locations:
      decidedBy.length > 0
        ? decidedBy.map((place) => locationOf(place, uris))
        : [{ physicalLocation: { artifactLocation: { uri: main } } }],
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

/** Returns the URI of an input, or of the first input if too few files are given. */
function uriOf(input: number, uris: readonly string[]): string {
  return uris[input] ?? (uris[0] as string);
}
