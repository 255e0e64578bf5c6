import { describe, expect, test } from "vitest";
import { type AuditFinding, auditFirewall, InvalidOptionError } from "../../../src/index.ts";
import { parseCsf } from "../../../src/parse/index.ts";
import { renderSarif } from "../../../src/render/index.ts";

const conf = `TESTING = "0"
TCP_IN = "20,21,25,53,80,110,143,443,465,587,993,995,2077,2078,2079,2080,2082,2083,2086,2087,2095,2096,8443"
TCP_OUT = "1:65535"
UDP_IN = "53,68,853"
UDP_OUT = "1:65535"
IPV6 = "0"`;
const audit = auditFirewall(126, parseCsf([conf, "# none\n"], { lists: { 1: "deny" } }));
const uriOf = (artifact: string | undefined): string =>
  JSON.parse(renderSarif(audit, { artifact })).runs[0].results[0].locations[0].physicalLocation
    .artifactLocation.uri;

describe("SARIF", () => {
  test("has a rule for each rule id, and results with their level and deciding lines", () => {
    const artifact = ["fire wall/csf.conf", "csf.deny"];
    const [run] = JSON.parse(renderSarif(audit, { artifact })).runs;
    const place = (line: number, text: string) => ({
      physicalLocation: {
        artifactLocation: { uri: "fire%20wall/csf.conf" },
        region: { startLine: line, snippet: { text } },
      },
    });
    expect(
      run.results.map(({ ruleId, level, locations }: Record<string, unknown>) => [
        ruleId,
        level,
        locations,
      ]),
    ).toEqual([
      ["port-closed", "warning", [place(2, expect.stringMatching(/^TCP_IN = "20,21,25,/))]],
      [
        "undocumented-port-open",
        "warning",
        [place(2, expect.stringMatching(/^TCP_IN = "20,21,25,/)), place(4, 'UDP_IN = "53,68,853"')],
      ],
    ]);
    for (const { ruleId, ruleIndex, level } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(level).toBe(run.tool.driver.rules[ruleIndex].defaultConfiguration.level);
    }
    expect(run.results[1]).toMatchObject({
      message: {
        text: "TCP 8443 and UDP 853 are open to everybody, but cPanel does not document them (input 1, lines 2 and 4). Close them, or specify what they are for, such as SSH.",
      },
      properties: { ports: ["tcp 8443", "udp 853"] },
    });
    expect(run.properties).toEqual({
      verdict: "differs",
      title: "cPanel & WHM 126: the firewall does not fit (2 warnings, 1 not examined or assumed)",
      gaps: [{ text: "CSF does not filter IPv6 here; IPv6 was not examined", input: 0, line: 6 }],
    });
    expect(
      run.tool.driver.rules.find(({ id }: { id: string }) => id === "loopback-port-open").help,
    ).toEqual({
      text: "Close it, or bind it to a loopback address.",
    });
  });

  test("uses the input names without files, and omits the region without a deciding line", () => {
    const uris = (inputs: readonly string[]) => {
      const place = { input: 1, line: null, text: "x", table: null, chain: null };
      const [finding] = audit.findings as [AuditFinding];
      const findings = [{ ...finding, direction: null, decidedBy: [place] }];
      return JSON.parse(renderSarif({ ...audit, inputs, findings })).runs[0].results[0].locations;
    };
    const location = (uri: string) => [{ physicalLocation: { artifactLocation: { uri } } }];
    expect(uris(["a.conf", "b.deny"])).toEqual(location("b.deny"));
    expect(uris(["a.conf"])).toEqual(location("a.conf"));
    expect(uris([])).toEqual(location("firewall"));
  });

  test.for([
    ["C:\\etc\\csf\\csf.conf", "file:///C:/etc/csf/csf.conf"],
    ["c:/etc/csf.conf", "file:///c:/etc/csf.conf"],
    ["C:\\Fire Wall\\50%#1?.conf", "file:///C:/Fire%20Wall/50%25%231%3F.conf"],
    ["\\\\server\\share\\rules é.v4", "file://server/share/rules%20%C3%A9.v4"],
    ["\\\\?\\C:\\etc\\csf.conf", "file:///C:/etc/csf.conf"],
    ["\\\\?\\UNC\\server\\share\\csf.conf", "file://server/share/csf.conf"],
    ["\\etc\\csf.conf", "file:///etc/csf.conf"],
    ["/etc/csf/csf.conf", "file:///etc/csf/csf.conf"],
    ["/etc/fire wall", "file:///etc/fire%20wall"],
    ["etc\\csf\\csf.conf", "etc/csf/csf.conf"],
    [".\\csf.conf", "./csf.conf"],
    ["..\\日本\\csf.conf", "../%E6%97%A5%E6%9C%AC/csf.conf"],
    ["firewall/rules.v4", "firewall/rules.v4"],
    ["a b/c#d?e%20f", "a%20b/c%23d%3Fe%2520f"],
    ["[old]/rules", "%5Bold%5D/rules"],
    ["rules:v4", "rules%3Av4"],
    ["C:csf.conf", "C%3Acsf.conf"],
    ["a\ud800b", "a%EF%BF%BDb"],
    ["file:///etc/csf.conf", "file:///etc/csf.conf"],
    ["https://example.com/a%20b?c#d", "https://example.com/a%20b?c#d"],
    [undefined, "firewall"],
  ] as const)("converts the file %j to the URI %s", ([artifact, uri]) => {
    expect(uriOf(artifact)).toBe(uri);
    expect(() => new URL(uriOf(artifact), "file:///root/")).not.toThrow();
  });

  test("refuses a file name that is not a string", () => {
    expect(() => renderSarif(audit, { artifact: 3 as never })).toThrow(InvalidOptionError);
    expect(() => renderSarif(audit, { artifact: ["a", 3] as never })).toThrow(InvalidOptionError);
  });

  describe("of several servers", () => {
    const artifact = ["web1/csf.conf", "web1/csf.deny"];
    const servers = [
      { name: "web1", audit, artifact },
      { name: "web2", audit },
      { name: "db1", error: "db1/rules.v4: no such file" },
    ];
    const { runs } = JSON.parse(renderSarif(servers));

    test("is one run with results that name their server and its files", () => {
      expect(runs).toHaveLength(1);
      const one = JSON.parse(renderSarif(audit, { artifact })).runs[0].results;
      expect(runs[0].results).toHaveLength(2 * one.length);
      expect(runs[0].results.slice(0, one.length)).toEqual(
        one.map((result: Record<string, { text: string; finding: string }>) => ({
          ...result,
          message: { text: `web1: ${result.message?.text}` },
          locations: (result.locations as unknown as object[]).map((place) => ({
            ...place,
            logicalLocations: [{ name: "web1", kind: "host" }],
          })),
          partialFingerprints: { ...result.partialFingerprints, host: "web1" },
          properties: { ...result.properties, host: "web1" },
        })),
      );
      expect(runs[0].results.at(-1)).toMatchObject({
        message: { text: expect.stringMatching(/^web2: TCP 8443 /) },
        locations: [{ physicalLocation: { artifactLocation: { uri: "web2" } } }, {}],
        properties: { host: "web2" },
      });
    });

    test("lists the verdict of each server, and servers that could not be audited", () => {
      const title = expect.stringMatching(/^cPanel & WHM 126: the firewall does not fit/);
      const summary = { verdict: "differs", title, gaps: audit.gaps };
      expect(runs[0].properties).toEqual({
        servers: [
          { name: "web1", ...summary },
          { name: "web2", ...summary },
          { name: "db1", error: "db1/rules.v4: no such file" },
        ],
      });
      expect(runs[0].invocations).toEqual([
        {
          executionSuccessful: false,
          toolExecutionNotifications: [
            { level: "error", message: { text: "db1: db1/rules.v4: no such file" } },
          ],
        },
      ]);
      expect(JSON.parse(renderSarif({ name: "web1", audit })).runs[0].invocations).toBe(undefined);
    });

    test("refuses files in the options", () => {
      expect(() => renderSarif(servers as never, { artifact: "rules.v4" })).toThrow(
        'artifact is "rules.v4"; expected the artifact in the entry of each server',
      );
    });
  });
});
