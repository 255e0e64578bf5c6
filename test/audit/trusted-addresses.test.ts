import { expect, test } from "vitest";
import { auditFirewall } from "../../src/index.ts";
import { parseCsf, parseIptables } from "../../src/parse/index.ts";

const conf = `TESTING = "0"
TCP_IN = "22,80,443,2083,2087"
TCP_OUT = "1:65535"
UDP_IN = "68"
UDP_OUT = "1:65535"
IPV6 = "0"`;
const services = ["ssh", "httpd", "cpanel", "whm"] as const;
const findingsWith = (list: string) =>
  auditFirewall(126, parseCsf([conf, list], { lists: { 1: "allow" } }), {
    services,
    preferTls: true,
    families: "ipv4",
  }).findings.map(({ rule, severity, who }) => [rule, severity, who?.sources]);

test("reports an address that may use every port once, not once for each port", () => {
  expect(findingsWith("203.0.113.5\n")).toEqual([["open-to-some", "info", ["203.0.113.5"]]]);
});

test("does not treat everybody as trusted if every port is open over the other family", () => {
  const rules = (input: string, ...more: readonly string[]) =>
    [`*filter\n:INPUT ${input}\n:OUTPUT ACCEPT`, ...more, "COMMIT\n"].join("\n");
  const open = "-A INPUT -p tcp --dport 783 -j ACCEPT";
  const exposure = parseIptables(
    [
      rules("ACCEPT"),
      rules(
        "DROP",
        "-A INPUT -p ipv6-icmp -j ACCEPT",
        "-A INPUT -m state --state ESTABLISHED -j ACCEPT",
        open,
      ),
    ],
    { families: { 0: "ipv4", 1: "ipv6" } },
  );
  const { findings } = auditFirewall(126, exposure, { services });
  expect(
    findings
      .filter(({ severity }) => severity === "error")
      .map(({ rule, families }) => [rule, families]),
  ).toEqual(
    expect.arrayContaining([
      ["unfiltered", ["ipv4"]],
      ["loopback-port-open", ["ipv6"]],
    ]),
  );
});

test("reports an address that may use only a loopback-only port as an error", () => {
  expect(findingsWith("tcp|in|d=783|s=203.0.113.5\n")).toEqual([
    ["loopback-port-open", "error", ["203.0.113.5"]],
  ]);
});
