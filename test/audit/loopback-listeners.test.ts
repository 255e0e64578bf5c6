import { describe, expect, test } from "vitest";
import { auditFirewall, planAudit } from "../../src/index.ts";
import { parseCsf, parseIptables, parseListeners } from "../../src/parse/index.ts";

const rules = (...ports: readonly string[]) =>
  parseIptables(
    [
      "*filter",
      ":INPUT DROP [0:0]",
      ":OUTPUT ACCEPT [0:0]",
      "-A INPUT -i lo -j ACCEPT",
      "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
      "-A INPUT -p udp --dport 68 -j ACCEPT",
      ...ports.map((port) => `-A INPUT -p tcp --dport ${port} -j ACCEPT`),
      "COMMIT\n",
    ].join("\n"),
  );
const heading = "Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process";
const sockets = (...rows: readonly (readonly [address: string, name: string])[]) =>
  parseListeners(
    [
      heading,
      ...rows.map(
        ([address, name], index) =>
          `tcp   LISTEN 0      128  ${address}  0.0.0.0:*  users:(("${name}",pid=${index + 1},fd=3))`,
      ),
    ].join("\n"),
  );
const ssh = ["0.0.0.0:22", "sshd"] as const;
const maria = ["127.0.0.1:3306", "mariadbd"] as const;
const redis = ["127.0.0.1:6379", "redis-server"] as const;
const audit = (
  ports: readonly string[],
  listeners: ReturnType<typeof parseListeners>,
  options: Parameters<typeof auditFirewall>[2] = {},
) =>
  auditFirewall(126, rules(...ports), { services: "ssh", families: "ipv4", listeners, ...options });

describe("open ports whose services listen only on the loopback interface", () => {
  const audited = audit(["22", "3306", "6379"], sockets(ssh, maria, redis));
  const [finding] = audited.findings.filter(({ rule }) => rule === "loopback-listener-open");

  test("are a warning that says so, for a firewall that differs", () => {
    expect(audited.verdict).toBe("differs");
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toBe(
      "TCP 3306 (MySQL®) and 6379 (Redis) are open to everybody, but what listens there uses only the loopback interface; a change of its address would expose them (input 1, lines 8 and 9)",
    );
    expect(finding?.advice).toBe("Close them");
    expect(audited.findings.map(({ rule }) => rule)).not.toContain("idle-port-open");
  });

  test("can be closed by a plan", () => {
    const { closable } = planAudit(audited);
    expect(closable.map(({ ports }) => ports.from)).toEqual([3306, 6379]);
  });

  test("within a range are named without the other ports", () => {
    const { findings } = audit(["22", "6000:6999"], sockets(ssh, redis));
    expect(
      findings
        .filter(({ rule }) => rule === "loopback-listener-open")
        .flatMap(({ ports }) => ports.map((each) => [each.ports.from, each.ports.through])),
    ).toEqual([[6379, 6379]]);
    expect(findings.map(({ rule }) => rule)).toContain("idle-port-open");
  });

  test("are no more than an info if they are open to a few addresses", () => {
    const { findings } = auditFirewall(
      126,
      parseIptables(
        "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n-A INPUT -s 198.51.100.7 -p tcp --dport 9000 -j ACCEPT\nCOMMIT\n",
      ),
      { services: "ssh", listeners: sockets(ssh, ["127.0.0.1:9000", "php-fpm"]) },
    );
    expect(findings.find(({ ports }) => ports[0]?.ports.from === 9000)?.rule).toBe("open-to-some");
  });
});

test("an open database port without a listener is a warning, without advice to start the database", () => {
  const audited = audit(["22", "3306"], sockets(ssh));
  expect(audited.verdict).toBe("differs");
  const [finding] = audited.findings.filter(({ rule }) => rule === "idle-internal-port-open");
  expect(finding?.message).toBe(
    "TCP 3306 (MySQL®) is open to everybody; nothing listens there, but a service that starts there would be exposed (input 1, line 8)",
  );
  expect(finding?.advice).toBe("Close it");
});

test("a database that is open to everybody as expected is not to be started", () => {
  for (const own of [sockets(ssh), sockets(ssh, maria)]) {
    const { findings } = audit(["22", "3306"], own, {
      services: ["ssh", "mysql"],
      conditions: { "remote-mysql": true },
    });
    const about = findings.filter(({ ports }) => ports.some((each) => each.ports.from === 3306));
    expect(about.map(({ rule }) => rule)).toEqual(["expected-database-open"]);
  }
});

test("an expected port whose service listens only on the loopback interface is an info", () => {
  const { findings } = audit(["22"], sockets(["127.0.0.1:22", "sshd"]));
  const [finding] = findings.filter(({ ports }) => ports[0]?.ports.from === 22);
  expect(finding).toMatchObject({
    rule: "expected-port-on-loopback",
    severity: "info",
    message:
      "TCP 22 (SSH) is open to everybody, as expected, but what listens there uses only the loopback interface (input 1, line 7)",
    advice: "Let the service listen on the server's address, or close it",
  });
});

describe("a list of sockets with one protocol", () => {
  const tcpOnly = parseListeners(
    "State  Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN 0      128          0.0.0.0:22         0.0.0.0:*\n",
  );
  const gap = "what listens on UDP was not examined: the list of sockets has no socket for UDP";

  test("is a gap for the other protocol, about whose ports nothing is claimed", () => {
    const { gaps, findings } = audit(["22"], tcpOnly);
    expect(gaps.map(({ text }) => text)).toEqual([gap]);
    expect(
      findings
        .filter(({ rule }) => rule === "idle-port-open")
        .flatMap(({ ports }) => ports.map(({ protocol }) => protocol)),
    ).not.toContain("udp");
  });

  test("is no gap if only its protocol is examined, or both are shown", () => {
    expect(audit(["22"], tcpOnly, { protocols: "tcp" }).gaps).toEqual([]);
    expect(audit(["22"], sockets(ssh)).gaps).toEqual([]);
  });
});

describe("a list of sockets of one family next to rules of both", () => {
  const both = parseCsf(
    'TESTING = "0"\nIPV6 = "1"\nTCP_IN = "22,3306,6379"\nTCP6_IN = "22,3306,6379"\nUDP_IN = "68"\nUDP6_IN = "68"\nTCP_OUT = "1:65535"\nTCP6_OUT = "1:65535"\nUDP_OUT = "1:65535"\nUDP6_OUT = "1:65535"\n',
  );
  const ipv4Only = sockets(ssh);
  const audited = auditFirewall(126, both, { services: "ssh", listeners: ipv4Only });

  test("is a gap, because nothing is known of what listens over the other family", () => {
    expect(audited.gaps.map(({ text }) => text)).toContain(
      "what listens on IPv6 was not examined: the list of sockets has no socket for IPv6",
    );
    expect(audited.findings.map(({ rule }) => rule)).toContain("database-open");
    expect(audited.findings.map(({ rule }) => rule)).not.toContain("idle-internal-port-open");
  });

  test("is no gap if only its family is examined, or a socket serves the other", () => {
    const text = (options: Parameters<typeof auditFirewall>[2]) =>
      auditFirewall(126, both, { services: "ssh", ...options }).gaps.map((each) => each.text);
    const about = expect.stringContaining("what listens on IPv6");
    expect(text({ listeners: ipv4Only, families: "ipv4" })).not.toContainEqual(about);
    expect(text({ listeners: sockets(ssh, ["[::]:80", "httpd"]) })).not.toContainEqual(about);
  });

  test("is one gap if it is the only input", () => {
    const alone = auditFirewall(126, ipv4Only, { services: "ssh" }).gaps;
    expect(alone.filter(({ text }) => text.includes("IPv6"))).toHaveLength(1);
  });
});
