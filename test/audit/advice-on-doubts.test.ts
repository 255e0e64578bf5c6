import { expect, test } from "vitest";
import { auditFirewall } from "../../src/index.ts";
import { parseCsf, parseListeners } from "../../src/parse/index.ts";
import { runCli } from "../support/run-cli.ts";

const csf = `TESTING = "0"
TCP_IN = "22,80"
TCP_OUT = "25,53,80,443,2089"
UDP_IN = "68"
UDP_OUT = "53,67,123"
IPV6 = "0"
SMTP_BLOCK = "1"
SMTP_PORTS = "25"
CONNLIMIT = "80;40"
PORTFLOOD = "80;tcp;20;5"
`;

test("a setting that depends on users is explained, without advice on interfaces", () => {
  const { stdout } = runCli(["audit", "126", "csf.conf", "--service", "smtp,httpd"], {
    files: { "csf.conf": csf },
  });
  const text = stdout.replaceAll(/\s+/g, " ");
  expect(text).toContain(
    "Outbound TCP 25 (SMTP) should be open but is undetermined: SMTP_BLOCK is set: only root, the users in SMTP_ALLOWUSER and the groups in SMTP_ALLOWGROUP may connect; make sure that they include the mail server's (csf.conf, line 7)",
  );
  expect(text).toContain("Check the settings involved.");
  expect(text).not.toContain("--interface");
});

test("a rule that depends on an interface gets the option that names one", () => {
  const rules =
    "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT ! -i eth0 -p tcp -m tcp --dport 22 -j ACCEPT\nCOMMIT\n";
  const { stdout } = runCli(["audit", "126", "rules.v4", "--service", "ssh"], {
    files: { "rules.v4": rules },
  });
  expect(stdout.replaceAll(/\s+/g, " ")).toContain(
    "Check the rules involved, or add the missing input (--interface NAME).",
  );
});

test("a check of another port says nothing about the setting", () => {
  const { stderr } = runCli(["check", "csf.conf", "--port", "22"], {
    files: { "csf.conf": csf },
  });
  expect(stderr).not.toContain("SMTP_BLOCK");
});

test("several limits of a port are named as lines of their file, and all are quoted", () => {
  const { findings } = auditFirewall(126, parseCsf(csf), {
    services: ["httpd"],
    inputs: ["csf.conf"],
  });
  const [limited] = findings.filter(({ rule }) => rule === "limited");
  expect(limited?.message).toBe(
    "Connections to TCP 80 (httpd) are limited (csf.conf, lines 9 and 10)",
  );
  expect(limited?.decidedBy.map(({ text }) => text)).toEqual([
    'CONNLIMIT = "80;40"',
    'PORTFLOOD = "80;tcp;20;5"',
  ]);
});

test("listening sockets that belong to sshd show where SSH listens", () => {
  const sockets = parseListeners(
    'Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process\ntcp   LISTEN 0      128    0.0.0.0:2022       0.0.0.0:*         users:(("sshd",pid=1,fd=3))\n',
  );
  const { findings, sshPorts } = auditFirewall(126, sockets, { services: "ssh" });
  expect(sshPorts).toEqual([2022]);
  expect(findings.filter(({ severity }) => severity !== "info")).toEqual([]);
});

test("addresses that reach everything are no ports to close because nothing listens there", () => {
  const listeners = parseListeners(
    "Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port\ntcp   LISTEN 0      128                *:22              *:*\n",
  );
  const exposure = parseCsf([csf, "# csf.allow\n198.51.100.0/24\n"], { lists: { 1: "allow" } });
  const { findings } = auditFirewall(126, exposure, { services: "ssh", listeners });
  const idle = findings.filter(({ rule }) => rule === "idle-port-open");
  expect(idle.flatMap(({ ports }) => ports.map((each) => each.ports.from))).toEqual([80]);
  expect(findings.filter(({ rule }) => rule === "open-to-some")).toHaveLength(1);
});
