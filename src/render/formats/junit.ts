import { findingRules } from "../../audit/finding-rules.ts";
import type { AuditFinding, FirewallAudit } from "../../audit/types.ts";
import { groupBy } from "../../util/group-by.ts";
import type { OneOrMany } from "../../util/one-or-many.ts";
import { type FailedAudit, isFailed, type NamedAudit } from "../audited-servers.ts";
import { isAudit, namedAudits } from "../named-audits.ts";
import { acceptanceText, auditTitle, gapPlace, placeText } from "../tables/audit-table.ts";
import { xmlText } from "./escape/xml-text.ts";

/**
 * Renders audits as JUnit XML for the test reports of a CI system: one suite per server, with its verdict as
 * a property, and one test per rule id. Errors and warnings are failures. Info findings pass, with their text
 * as output. Accepted findings are skipped. Gaps are errors of a separate test, and so is a server that could
 * not be audited.
 *
 * @param audits - an audit, or the named audits of several servers
 * @returns the XML
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} when the input is not an audit or a list of named
 *   audits
 * @throws {@link index.InvalidOptionError | InvalidOptionError} when a name is not a string or not unique
 *
 * @example
 * ```ts
 * import { auditFirewall, createPolicy } from "cpanel-ports";
 * import { renderJunit } from "cpanel-ports/render";
 *
 * const audit = auditFirewall(126, createPolicy(126, { omit: ["ssh"] }));
 * const xml = renderJunit({ name: "web1", audit });
 * xml.includes('<testcase classname="web1" name="no-web"/>'); // => true
 * xml.match(/<failure type="warning" message="[^"]+">/)?.[0]; // => "<failure type=\"warning\" message=\"TCP 22 (SSH) is closed to everybody\">"
 * ```
 */
export function renderJunit(audits: FirewallAudit | OneOrMany<FailedAudit | NamedAudit>): string {
  const suites = namedAudits(isAudit(audits) ? { name: "firewall", audit: audits } : audits).map(
    (each) => (isFailed(each) ? failedSuite(each) : suiteOf(each)),
  );
  const total = (field: "errors" | "failures" | "tests") =>
    suites.reduce((sum, suite) => sum + suite[field], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="cpanel-ports" tests="${total("tests")}" failures="${total("failures")}" errors="${total("errors")}">`,
    ...suites.flatMap(({ lines }) => lines),
    "</testsuites>",
    "",
  ].join("\n");
}

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly lines: readonly string[];
}

function failedSuite({ name, error }: FailedAudit): Suite {
  const failure = element("error", { type: "not-audited", message: error });
  return suite(
    name,
    { verdict: "not-audited" },
    [{ name: "the server was audited", children: [failure] }],
    {
      failures: 0,
      errors: 1,
      skipped: 0,
    },
  );
}

function suiteOf({ name, audit }: NamedAudit): Suite {
  const findings = groupBy(audit.findings, ({ rule }) => rule);
  const accepted = groupBy(audit.accepted, ({ rule }) => rule);
  const tests = findingRules.map(({ id }) =>
    testOf(id, findings.get(id) ?? [], accepted.get(id) ?? [], audit),
  );
  const gaps = audit.gaps.map((gap) => {
    const place = gapPlace(gap, audit.inputs);
    const text = place === "" ? gap.text : `${place}: ${gap.text}`;
    return element("error", { type: "not-examined", message: text });
  });
  const all = [...tests, { name: "everything was examined", children: gaps }];
  return suite(name, { verdict: audit.verdict, summary: auditTitle(audit) }, all, {
    failures: tests.filter(({ isFailure }) => isFailure).length,
    errors: gaps.length > 0 ? 1 : 0,
    skipped: tests.filter(({ isSkipped }) => isSkipped).length,
  });
}

/** Returns the suite of a server; its name does not depend on the result, so that CI systems compare its runs. */
function suite(
  server: string,
  properties: Readonly<Record<string, string>>,
  tests: readonly { readonly name: string; readonly children: readonly string[] }[],
  { failures, errors, skipped }: Readonly<Record<"errors" | "failures" | "skipped", number>>,
): Suite {
  const attributes = attributesOf({
    name: server,
    tests: String(tests.length),
    failures: String(failures),
    errors: String(errors),
    skipped: String(skipped),
  });
  return {
    tests: tests.length,
    failures,
    errors,
    lines: [
      `<testsuite${attributes}>`,
      element(
        "properties",
        {},
        Object.entries(properties).map(([name, value]) => element("property", { name, value })),
      ),
      ...tests.map((test) =>
        element("testcase", { classname: server, name: test.name }, test.children),
      ),
      "</testsuite>",
    ],
  };
}

function testOf(
  name: string,
  findings: readonly AuditFinding[],
  accepted: readonly AuditFinding[],
  audit: FirewallAudit,
) {
  const failing = findings.filter(({ severity }) => severity !== "info");
  const others = findings.filter(({ severity }) => severity === "info");
  return {
    name,
    isFailure: failing.length > 0,
    isSkipped: findings.length === 0 && accepted.length > 0,
    children: [
      ...failing.map((finding) =>
        element("failure", { type: finding.severity, message: finding.message }, [
          linesOf(finding, audit).map(xmlText).join("\n"),
        ]),
      ),
      ...others.map((finding) =>
        element("system-out", {}, [
          [`${finding.message}.`, ...linesOf(finding, audit)].map(xmlText).join("\n"),
        ]),
      ),
      ...(accepted.length > 0
        ? [
            // A test with other findings is not skipped, and a test is skipped only once.
            element(findings.length > 0 ? "system-out" : "skipped", {}, [
              accepted
                .map(({ message, acceptance }) =>
                  xmlText(`${message}; accepted: ${acceptanceText(acceptance)}`),
                )
                .join("\n"),
            ]),
          ]
        : []),
    ],
  };
}

/** Returns the advice and the deciding lines. */
function linesOf(
  { advice, decidedBy }: AuditFinding,
  { inputs }: FirewallAudit,
): readonly string[] {
  return [`${advice}.`, ...decidedBy.map((place) => `${placeText(place, inputs)}: ${place.text}`)];
}

function element(
  name: string,
  attributes: Readonly<Record<string, string>>,
  children: readonly string[] = [],
): string {
  const start = `<${name}${attributesOf(attributes)}`;
  return children.length === 0 ? `${start}/>` : `${start}>${children.join("")}</${name}>`;
}

function attributesOf(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xmlText(value)}"`)
    .join("");
}
