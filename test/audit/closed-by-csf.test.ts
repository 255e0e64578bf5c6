import { expect, test } from "vitest";
import { auditFirewall } from "../../src/index.ts";
import { checkConnection, parseCsf } from "../../src/parse/index.ts";
import { renderCsv, renderSarif } from "../../src/render/index.ts";

const allow = "# csf.allow\ntcp|in|d=2087|s=198.51.100.0/24\n";
const conf = `TESTING = "0"
TCP_IN = "22,80,443,2083"
TCP_OUT = "1:65535"
UDP_IN = "68"
UDP_OUT = "1:65535"
IPV6 = "0"
`;
const inputs = ["csf.allow", "csf.conf"];
const lists = { 0: "allow" } as const;
const audit = auditFirewall(126, parseCsf([allow, conf], { lists }), {
  services: ["whm", "httpd", "ssh", "smtp"],
  preferTls: true,
  inputs,
});
const decisions = [
  { input: 1, line: 2, text: 'TCP_IN = "22,80,443,2083"', table: "TCP_IN", chain: null },
];

test("the list that lacks a port is what closes it", () => {
  for (const rule of ["open-to-fewer", "port-closed"]) {
    const finding = audit.findings.find((each) => each.rule === rule);
    expect(finding?.decidedBy, rule).toEqual(decisions);
    expect(finding?.message).toMatch(/ \(csf\.conf, line 2\)$/);
  }
});

test("SARIF and CSV point to that list", () => {
  const [run] = JSON.parse(renderSarif(audit)).runs;
  const result = run.results.find((each: { ruleId: string }) => each.ruleId === "open-to-fewer");
  expect(result.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: "csf.conf" },
        region: { startLine: 2, snippet: { text: 'TCP_IN = "22,80,443,2083"' } },
      },
    },
  ]);
  expect(renderCsv(audit)).toMatch(/open-to-fewer.*TCP_IN/);
});

test("SARIF points to the main file if no place decided", () => {
  const nowhere = {
    ...audit,
    findings: audit.findings.map((each) => ({ ...each, decidedBy: [] })),
  };
  const [run] = JSON.parse(renderSarif(nowhere)).runs;
  for (const { locations } of run.results) {
    expect(locations).toEqual([{ physicalLocation: { artifactLocation: { uri: "csf.conf" } } }]);
  }
});

test("a check of a closed port names the list", () => {
  const [answer] = checkConnection([allow, conf], { port: 9000 }, { lists, inputs }).answers;
  expect(answer?.verdict).toBe("closed");
  expect(answer?.sentence).toContain("csf.conf, line 2");
  expect(answer?.decidedBy?.text).toBe('TCP_IN = "22,80,443,2083"');
});
