import { describe, expect, test } from "vitest";
import { auditFirewall, createPolicy, InvalidOptionError } from "../../../src/index.ts";
import { renderSarif } from "../../../src/render/index.ts";

const audit = auditFirewall(
  126,
  createPolicy(126, { omit: "ssh", add: { ports: 8443, protocol: "tcp", label: "x" } }),
);
const uriOf = (artifact: string | undefined): string =>
  JSON.parse(renderSarif(audit, { artifact })).runs[0].results[0].locations[0].physicalLocation
    .artifactLocation.uri;

describe("SARIF", () => {
  test("has a rule for each kind of finding, a level and a place", () => {
    const [run] = JSON.parse(renderSarif(audit, { artifact: "fire wall/rules.v4" })).runs;
    expect(run.results).toHaveLength(2);
    for (const { ruleId, ruleIndex, level, message, locations } of run.results) {
      expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
      expect(level).toBe(run.tool.driver.rules[ruleIndex].defaultConfiguration.level);
      expect(message.text).toMatch(/^inbound tcp \d+ \(.+\), for anywhere: a port /);
      expect(locations[0].physicalLocation.artifactLocation.uri).toBe("fire%20wall/rules.v4");
    }
    const info = auditFirewall(126, createPolicy(126, { omit: 26 }));
    expect(JSON.parse(renderSarif(info)).runs[0].results[0].level).toBe("note");
    expect(
      JSON.parse(renderSarif(auditFirewall(126, createPolicy(126)))).runs[0].properties,
    ).toEqual({
      verdict: "fits",
      title: "cPanel & WHM 126: the firewall fits",
    });
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
  ] as const)("names the file %j by the URI %s", ([artifact, uri]) => {
    expect(uriOf(artifact)).toBe(uri);
    expect(() => new URL(uriOf(artifact), "file:///root/")).not.toThrow();
  });

  test("refuses a file name that is not a string", () => {
    expect(() => renderSarif(audit, { artifact: 3 as never })).toThrow(InvalidOptionError);
  });
});
