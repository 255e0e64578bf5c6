import { expect, test } from "vitest";
import { auditFirewall } from "../../src/index.ts";
import { parseListeners } from "../../src/parse/index.ts";
import { auditTitle } from "../../src/render/tables/audit-table.ts";

/** Audits sockets such as `tcp LISTEN 0.0.0.0:22`. */
function audited(services: readonly string[], ...sockets: readonly string[]) {
  const lines = sockets.map((socket) => {
    const [protocol, state, address] = socket.split(" ");
    return `${protocol} ${state} 0 128 ${address} *:*`;
  });
  const text = `Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port\n${lines.join("\n")}\n`;
  return auditFirewall(126, parseListeners(text), { services, directions: "inbound" });
}

/** Returns what an audit of sockets says, and its advice. */
const texts = (...args: Parameters<typeof audited>) =>
  audited(...args).findings.map(({ message, advice }) => `${message}. ${advice}.`);

const dhcp = ["udp UNCONN 0.0.0.0:68", "udp UNCONN [::]:546"] as const;

test("says what does not listen", () => {
  expect(texts(["httpd", "imap"], "tcp LISTEN 0.0.0.0:443", ...dhcp)).toEqual([
    "TCP 80 (httpd) has no listener: websites and certificate validation need it. Start its service; if the server hosts no websites, name the services it runs.",
    "TCP 143 (IMAP) and 993 (IMAP SSL) have no listeners. Start their services, or name only the services the server runs.",
    "TCP 443 (httpd) has no listener over IPv6, but has one over IPv4. Start its service over both families, or examine only IPv4 if the server does not use IPv6.",
  ]);
});

test("says what listens", () => {
  expect(
    texts(
      ["imap"],
      "tcp LISTEN 0.0.0.0:8443",
      "tcp LISTEN 0.0.0.0:993",
      "tcp LISTEN [::]:993",
      ...dhcp,
    ),
  ).toEqual([
    "TCP 8443 has a listener open to everybody over IPv4, but cPanel does not document it (input 1, line 2). Stop its listener, or specify what it is for, such as SSH.",
    "TCP 143 (IMAP) has no listener; the TLS twin has one. No action needed, unless clients still use it.",
  ]);
});

test("says for whom nothing listens if only some should connect", () => {
  const exposure = parseListeners(
    "Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port\ntcp LISTEN 0 128 *:993 *:*\n",
  );
  const { findings } = auditFirewall(126, exposure, {
    services: ["imap", "ssh"],
    allowFrom: { ssh: "198.51.100.7" },
    directions: "inbound",
    protocols: "tcp",
  });
  expect(findings.map(({ message }) => message)).toContain(
    "TCP 22 (SSH) has no listener for 198.51.100.7",
  );
});

test("names several ports that listen or do not", () => {
  expect(
    texts(["dns"], "tcp LISTEN 0.0.0.0:8443", "tcp LISTEN 0.0.0.0:9000", "udp UNCONN 127.0.0.1:53"),
  ).toEqual([
    "TCP 53 (DNS) and UDP 53 (DNS) have no listeners. Start their services, or name only the services the server runs.",
    "TCP 8443 and 9000 have listeners open to everybody, but cPanel does not document them (input 1, lines 2 and 3). Stop their listeners, or specify what they are for, such as SSH.",
    "UDP 68 (DHCP) has no listener: the server may lose a leased address. Start its service if the server gets its addresses by DHCP; no action needed if they are static.",
  ]);
});

test("judges what listens in the title", () => {
  const imap = ["0.0.0.0:143", "[::]:143", "0.0.0.0:993", "[::]:993"].map(
    (address) => `tcp LISTEN ${address}`,
  );
  expect(auditTitle(audited(["imap"], ...dhcp))).toMatch(/: what listens does not fit, /);
  expect(auditTitle(audited(["imap"], ...imap, ...dhcp))).toMatch(/: what listens fits, /);
});
