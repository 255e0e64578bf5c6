import { expect, test } from "vitest";
import type { Exposure, PortAccess } from "../../../src/index.ts";
import { createPolicy } from "../../../src/index.ts";
import { detectFirewall } from "../../../src/parse/index.ts";
import {
  renderApf,
  renderFirewalld,
  renderIptables,
  renderNftables,
  renderUfw,
} from "../../../src/render/index.ts";
import { runCli } from "../../support/run-cli.ts";
import { stockCsf } from "../../support/stock-csf.ts";

test.for([
  ["nftables", renderNftables(createPolicy(126))],
  ["nftables", '{"nftables": []}'],
  ["iptables", renderIptables(createPolicy(126))],
  ["iptables", "-P INPUT DROP\n-P OUTPUT ACCEPT\n"],
  ["csf", stockCsf],
  ["apf", renderApf(createPolicy(126))],
  ["firewalld", renderFirewalld(createPolicy(126))],
  [
    "firewalld",
    "public (active)\n  target: default\n  interfaces: eth0\n  sources: \n  services: ssh\n  ports: 80/tcp\n  rich rules: \n",
  ],
  [
    "ufw",
    "Status: active\n\nTo                         Action      From\n--                         ------      ----\n22/tcp                     ALLOW       Anywhere\n",
  ],
  ["ufw", renderUfw(createPolicy(126))],
  [
    "listeners",
    "Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port\ntcp   LISTEN 0      128    0.0.0.0:22        0.0.0.0:*\n",
  ],
  ["listeners", "tcp   LISTEN 0      128    0.0.0.0:22        0.0.0.0:*\n"],
] as const)("detects the format of the input: %s", ([format, text]) => {
  expect(detectFirewall(text)).toBe(format);
  const { status, stdout } = runCli(["audit", "126", "-"], { files: { "-": text } });
  expect(stdout).toMatch(/^cPanel & WHM 126: /);
  expect(status).toBe(
    runCli(["audit", "126", "-", "--from", format], { files: { "-": text } }).status,
  );
});

test.for([
  ["rules.v6", "ip6tables"],
  ["ip6tables", "ip6tables"],
  ["iptables.ipv6.txt", "ip6tables"],
  ["rules.v4", "iptables"],
  ["iptables", "iptables"],
  ["rules", "iptables"],
] as const)("derives the family of rules from the name of their file: %s", ([name, title]) => {
  const rules = "*filter\n:INPUT DROP\n:OUTPUT ACCEPT\nCOMMIT\n";
  const { stdout } = runCli(["audit", "126", name, "--format", "json"], {
    files: { [name]: rules },
  });
  expect(JSON.parse(stdout).actual.title).toBe(title);
});

test("takes the names of firewalld's zones and services from their file names", () => {
  const service = (port: number) => `<service><port port="${port}" protocol="tcp"/></service>`;
  const files = {
    "zones/public.xml": '<zone><service name="mine"/><service name="yours"/></zone>',
    "services/mine.xml": service(8000),
    "services/yours.xml": service(9000),
  };
  const { stdout } = runCli(["audit", "126", ...Object.keys(files), "--format", "json"], { files });
  const { rules, undetermined } = JSON.parse(stdout).actual;
  expect(rules.map(({ ports }: { ports: { from: number } }) => ports.from).sort()).toEqual([
    8000, 9000,
  ]);
  expect(undetermined).toEqual([]);
});

test("rejects the output of iptables -L and suggests iptables-save", () => {
  const { status, stderr } = runCli(["audit", "126", "rules.txt"], {
    files: { "rules.txt": "Chain INPUT (policy DROP 2339 packets, 772530 bytes)\n" },
  });
  expect(stderr).toContain(
    "rules.txt: this is the output of iptables -L, which omits details; use the output of iptables-save",
  );
  expect(status).toBe(2);
});

test("reads the ports of SSH from the configuration of sshd, which is not a firewall itself", () => {
  const firewall = "*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n";
  const files = {
    "a/sshd_config.d/50-a.conf": "Port 2222\n",
    "a/sshd_config":
      "Include /etc/ssh/sshd_config.d/*.conf b\nListenAddress 127.0.0.1:22\nListenAddress ::\n",
    "sshd.txt": "port 22\naddressfamily any\n",
    firewall,
  };
  const alone = runCli(["audit", "126", "firewall", "--service", "ssh"], { files });
  const both = runCli(
    ["audit", "126", "a/sshd_config.d/50-a.conf", "firewall", "a/sshd_config", "--service", "ssh"],
    { files },
  );
  expect(alone.stdout).not.toContain("2222");
  expect(both.stdout).toContain("TCP 2222 (SSH) is closed to everybody (firewall, line 2).");
  expect(both.stdout).not.toContain("TCP 22 (SSH)");
  expect(both.stderr).toContain(
    "cpanel-ports: a/sshd_config: SSH listens on 22 (loopback), 2222\n",
  );
  expect(both.stderr).toContain('cpanel-ports: a/sshd_config:1: unknown: "b" is included');
  expect(both.stderr).toContain(alone.stderr);
  const printed = runCli(["audit", "126", "sshd.txt", "firewall"], { files });
  expect(printed.stderr).toContain("cpanel-ports: sshd.txt: SSH listens on 22\n");
  expect(runCli(["audit", "126", "sshd.txt"], { files })).toMatchObject({
    status: 2,
    stderr: expect.stringContaining(
      "only the configuration of sshd; also give the files of the firewall",
    ),
  });
});

test("takes the purpose of APF's lists from their file names", () => {
  const files = {
    "conf.apf": 'IG_TCP_CPORTS="443"\nEGF="0"\n',
    "allow_hosts.rules": "d=22:s=8.8.8.8\n",
    "deny_hosts.rules": "9.9.9.9\n",
  };
  const { stdout } = runCli(["audit", "126", ...Object.keys(files), "--format", "json"], { files });
  const { rules, undetermined } = JSON.parse(stdout).actual as Exposure;
  expect(undetermined).toEqual([]);
  expect(rules.find(({ ports }) => ports.from === 22)?.sources).toEqual(["8.8.8.8"]);
  expect(rules.find(({ ports }) => ports.from === 443)?.except).toContain("9.9.9.9");
});

test("explains on a terminal that it reads standard input", () => {
  const files = { "-": renderNftables(createPolicy(126)), "rules.nft": "" };
  const waiting =
    "cpanel-ports: reading a firewall from standard input until Ctrl-D; you can also name its files, or pipe in the output of nft list ruleset or iptables-save\n";
  for (const args of [
    ["audit", "126"],
    ["check", "--port", "2087"],
    ["plan", "110", "126", "--from", "nftables"],
  ]) {
    expect(runCli(args, { files, isTypedIn: true }).stderr.startsWith(waiting)).toBe(true);
    expect(runCli(args, { files }).stderr).not.toContain("Ctrl-D");
  }
  const named = runCli(["audit", "126", "rules.nft"], { files, isTypedIn: true });
  expect(named.stderr).not.toContain("Ctrl-D");
});

test("suggests the nearest choice for a mistyped value", () => {
  for (const [args, word] of [
    [["--family", "ipv5"], "ipv4"],
    [["--direction", "in"], "inbound"],
    [["--from", "nft"], "nftables"],
    [["--format", "jsn"], "json"],
  ] as const) {
    const { status, stderr } = runCli(["audit", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(`(did you mean ${word}?)`);
  }
});

test("says which options do not apply to the format", () => {
  const files = { "csf.conf": 'TCP_IN = "22"\n', "scan.gnmap": "Host: 192.0.2.1 ()\tStatus: Up\n" };
  const said = (...args: string[]) => runCli(["check", "--port", "22", ...args], { files }).stderr;
  expect(said("csf.conf", "--host", "x", "--interface", "eth0")).toContain(
    "cpanel-ports: --host is ignored: it does not apply to csf\n",
  );
  expect(said("csf.conf", "--interface", "eth0")).not.toContain("is ignored");
  expect(said("scan.gnmap", "--interface", "eth0")).toContain(
    "cpanel-ports: --interface is ignored: it does not apply to nmap\n",
  );
});

test("reads an nmap scan, and one of several hosts by its address", () => {
  const scan = [
    "# Nmap 7.93 scan initiated Thu Jan  1 00:00:00 2026 as: nmap -oG - -p 22,80 192.0.2.1 192.0.2.2",
    "Host: 192.0.2.1 ()\tStatus: Up",
    "Host: 192.0.2.1 ()\tPorts: 22/open/tcp//ssh///, 80/closed/tcp//http///",
    "Host: 192.0.2.2 ()\tStatus: Up",
    "Host: 192.0.2.2 ()\tPorts: 22/closed/tcp//ssh///, 80/open/tcp//http///",
    "# Nmap done at Thu Jan  1 00:00:01 2026 -- 2 IP addresses (2 hosts up) scanned in 1.00 seconds",
    "",
  ].join("\n");
  const { stdout } = runCli(
    ["audit", "126", "scan.gnmap", "--host", "192.0.2.2", "--format", "json"],
    {
      files: { "scan.gnmap": scan },
    },
  );
  expect(JSON.parse(stdout).actual.rules.map((rule: PortAccess) => rule.ports.from)).toContain(80);
  const said = (...args: string[]) =>
    runCli(["audit", "126", "scan.gnmap", ...args], { files: { "scan.gnmap": scan } });
  expect(said()).toMatchObject({
    status: 2,
    stderr:
      "cpanel-ports: --host is not set, but the input has several hosts; expected one of 192.0.2.1, 192.0.2.2\n",
  });
  expect(said("--host", "10.0.0.1").stderr).toMatch(
    /^cpanel-ports: --host is "10\.0\.0\.1", but the input /,
  );
});
