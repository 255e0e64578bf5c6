import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FirewallAudit } from "../../src/index.ts";
import { runCli } from "../support/run-cli.ts";
import { stockCsf } from "../support/stock-csf.ts";

const root = join(import.meta.dirname, "..");

/** The files of servers, as administrators would pass them. */
const read = (path: string) => readFileSync(join(root, path), "utf8");
const own = (name: string) => read(`audit/servers/${name}`);
const made = (name: string) => read(`firewalls/generated/${name}`);
const ban = own("csf-ban/csf.conf");

interface Server {
  readonly files: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly status: 0 | 1 | 2;
  /** The findings, without `no-dhcp`: every server except one has it. */
  readonly findings: readonly string[];
  readonly gaps?: number;
}

const needsIpv6 = { gaps: 1 } as const;

const servers: Readonly<Record<string, Server>> = {
  "a stock CSF": {
    files: { "csf.conf": stockCsf },
    status: 1,
    findings: [
      "port-closed outbound",
      "stock-list-open inbound",
      "conditional-port-open inbound",
      "stock-list-outbound outbound",
    ],
    ...needsIpv6,
  },
  "the rules of a live CSF": {
    files: { "a.rules": read("firewalls/csf-16.07.rules") },
    status: 1,
    findings: [
      "port-closed outbound",
      "stock-list-open inbound",
      "conditional-port-open inbound",
      "open-to-some inbound",
      "may-be-open-to-some inbound",
      "stock-list-outbound outbound",
    ],
    ...needsIpv6,
  },
  "a CSF without connection tracking, over IPv6 too": {
    files: { "a.rules": made("csf-stateless.rules") },
    status: 1,
    findings: [
      "port-closed inbound",
      "closed-over-ipv6 inbound",
      "open-to-fewer inbound",
      "open-to-fewer inbound",
      "undocumented-port-open inbound",
      "plain-port-closed inbound",
      "open-to-some inbound",
      "open-to-some inbound",
      "may-be-open-to-some inbound",
    ],
  },
  "a CSF with a range for passive FTP and an open database": {
    files: { "csf.conf": own("csf-passive-ftp.conf") },
    status: 1,
    findings: ["database-open inbound", "conditional-port-open inbound"],
    ...needsIpv6,
  },
  "a CSF that opens undocumented outbound ports": {
    files: { "csf.conf": own("csf-outbound.conf") },
    status: 1,
    findings: [
      "port-closed inbound",
      "port-closed outbound",
      "plain-port-closed inbound",
      "outbound-port-open outbound",
    ],
    ...needsIpv6,
  },
  "a CSF with one banned address": {
    files: { "csf.conf": ban, "csf.deny": own("csf-ban/csf.deny") },
    args: ["--service", "ssh,httpd,cpanel,whm", "--prefer-tls"],
    status: 1,
    findings: [
      "other-port-open inbound",
      "some-addresses-blocked inbound",
      "some-addresses-blocked outbound",
    ],
    ...needsIpv6,
  },
  "a CSF that opens every TCP port": {
    files: { "csf.conf": ban.replace(/TCP_IN = .*/, 'TCP_IN = "1:65535"') },
    status: 1,
    findings: ["most-ports-open inbound"],
    ...needsIpv6,
  },
  "a CSF in testing mode with the ports its services need": {
    files: { "csf.conf": ban.replace('TESTING = "0"', 'TESTING = "1"') },
    args: ["--service", "ssh,httpd,cpanel,whm", "--prefer-tls", "--protocol", "tcp"],
    status: 1,
    findings: ["testing-mode"],
    ...needsIpv6,
  },
  "a CSF with the ports its services need, without IPv6": {
    files: { "csf.conf": ban },
    args: ["--service", "ssh,httpd,cpanel,whm", "--prefer-tls", "--protocol", "tcp"],
    status: 2,
    findings: [],
    ...needsIpv6,
  },
  "the same CSF with only IPv4 in scope": {
    files: { "csf.conf": ban },
    args: [
      ...["--service", "ssh,httpd,cpanel,whm", "--prefer-tls", "--protocol", "tcp"],
      ...["--family", "ipv4"],
    ],
    status: 0,
    findings: [],
  },
  "only iptables-save, with two bans by cPHulk": {
    files: { "rules.v4": own("cphulk-bans.rules") },
    status: 2,
    findings: ["some-addresses-undetermined inbound"],
    ...needsIpv6,
  },
  "firewalld with a ban": {
    files: { "a.nft": own("firewalld.nft") },
    status: 1,
    findings: [
      "port-closed inbound",
      "undocumented-port-open inbound",
      "plain-port-closed inbound",
      "some-addresses-blocked inbound",
    ],
  },
  "ufw with a limit, a ban and an office": {
    files: { "ufw.txt": own("ufw-status.txt") },
    status: 1,
    findings: [
      "port-closed inbound",
      "open-to-fewer inbound",
      "plain-port-closed inbound",
      "limited inbound",
    ],
  },
  "the rules of APF": {
    files: { "a.rules": made("apf.rules") },
    status: 1,
    findings: [
      "no-license-server outbound",
      "port-closed inbound",
      "port-closed outbound",
      "undocumented-port-open inbound",
      "some-addresses-blocked inbound",
      "some-addresses-blocked outbound",
      "may-be-closed-to-some inbound",
      "limited inbound",
    ],
  },
  "Docker 20": {
    files: { "a.rules": made("docker-20.rules") },
    status: 1,
    findings: [
      "needed-port-undetermined inbound",
      "other-port-undetermined inbound",
      "port-closed inbound",
      "plain-port-closed inbound",
    ],
    ...needsIpv6,
  },
  "Docker 28": {
    files: { "a.rules": made("docker-28.rules") },
    status: 1,
    findings: [
      "no-web inbound",
      "other-port-undetermined inbound",
      "port-closed inbound",
      "plain-port-closed inbound",
    ],
    ...needsIpv6,
  },
  "the ipsets of Imunify360": {
    files: { "rules.v4": own("imunify.rules") },
    status: 1,
    findings: [
      "open-to-a-list inbound",
      "may-be-closed-to-some inbound",
      "may-be-closed-to-some outbound",
      "may-be-open-to-some inbound",
    ],
    ...needsIpv6,
  },
  "a server with no filter except Host Access Control": {
    files: { "a.nft": read("firewalls/cases/17-cpanel-default-nftables.nft") },
    status: 1,
    findings: ["unfiltered inbound", "open-to-some inbound"],
  },
  "an image of Oracle Cloud": {
    files: { "rules.v4": own("oracle-cloud.rules") },
    status: 1,
    findings: [
      "no-license-callback inbound",
      "no-web inbound",
      "port-closed inbound",
      "some-addresses-blocked inbound",
      "some-addresses-blocked outbound",
      "may-be-open-to-some outbound",
    ],
    ...needsIpv6,
  },
  "a server that filters nothing": {
    files: { "rules.v4": own("unfiltered.rules"), "rules.v6": own("unfiltered.rules") },
    status: 1,
    findings: ["unfiltered inbound"],
  },
  "a server that filters only IPv4": {
    files: { "rules.v4": own("cphulk-bans.rules"), "rules.v6": own("unfiltered.rules") },
    status: 1,
    findings: ["unfiltered inbound", "some-addresses-undetermined inbound"],
  },
};

test.for(Object.entries(servers))("reports few and correct findings for %s", ([, server]) => {
  const { files, args = [], status, findings, gaps = 0 } = server;
  const asked = ["audit", "126", ...Object.keys(files), ...args];
  const result = runCli([...asked, "--format", "json"], { files });
  const audit: FirewallAudit = JSON.parse(result.stdout);
  expect(audit.findings.length).toBeLessThanOrEqual(15);
  expect(
    audit.findings
      .filter(({ rule }) => rule !== "no-dhcp")
      .map(({ rule, direction }) => (direction ? `${rule} ${direction}` : rule)),
  ).toEqual(findings);
  expect(audit.gaps).toHaveLength(gaps);
  expect(result.status).toBe(status);

  const lines = runCli(asked, { files }).stdout.split("\n");
  // The title is one line, which a terminal wraps.
  expect(lines.slice(1).filter((line) => [...line].length > 80)).toEqual([]);
  expect(lines.length).toBeLessThan(audit.findings.length * 12 + 10);
});
