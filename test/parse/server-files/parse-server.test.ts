import { expect, test } from "vitest";
import {
  auditFirewall,
  InvalidConfigurationError,
  InvalidOptionError,
  planUpgrade,
} from "../../../src/index.ts";
import {
  type ParseServerOptions,
  parseCsf,
  parseFirewalld,
  parseIptables,
  parseListeners,
  parseNmap,
  parseServer,
  parseSshd,
  type ServerFiles,
} from "../../../src/parse/index.ts";
import { thrown } from "../../support/thrown.ts";

const file = (name: string, text: string) => ({ name, text });

const rules = file(
  "etc/rules.v4",
  "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p tcp --dport 2087 -j ACCEPT\nCOMMIT\n",
);
const csf = file(
  "csf.conf",
  'TCP_IN = "2087"\nTCP_OUT = ""\nUDP_IN = ""\nUDP_OUT = ""\nIPV6 = "0"\n',
);
const deny = file("csf.deny", "203.0.113.9\n");
const ss = file("ss.txt", "tcp   LISTEN 0      128    0.0.0.0:2222        0.0.0.0:*\n");
const sshd = file("etc/ssh/sshd_config", "Include sshd_config.d/*.conf\n");
const included = file("etc/ssh/sshd_config.d/port.conf", "Port 2222\n");
const scan = file(
  "scan.txt",
  "# Nmap 7.93 scan initiated Sat Mar  1 10:00:00 2025 as: nmap -sS -oG - 203.0.113.5 203.0.113.6\nHost: 203.0.113.5 ()\tPorts: 22/open/tcp//ssh///\tIgnored State: filtered (999)\nHost: 203.0.113.6 ()\tPorts: 80/open/tcp//http///\tIgnored State: filtered (999)\n# Nmap done at Sat Mar  1 10:02:00 2025 -- 2 IP addresses (2 hosts up) scanned in 120 seconds\n",
);

test("reads the firewall, what listens and where SSH does, each as its own parser reads it", () => {
  expect(parseServer([included, ss, deny, sshd, csf])).toEqual({
    format: "csf",
    firewall: parseCsf([deny.text, csf.text], { lists: { 0: "deny" } }),
    inputs: ["csf.deny", "csf.conf"],
    listeners: parseListeners(ss.text),
    listenerInputs: ["ss.txt"],
    ssh: parseSshd([sshd.text, included.text], { names: [sshd.name, included.name] }),
    sshInputs: [sshd.name, included.name],
  });
});

test("reads one file without a list", () => {
  const server = parseServer(rules);
  expect(server).toEqual({
    format: "iptables",
    firewall: parseIptables(rules.text, { family: "ipv4" }),
    inputs: ["etc/rules.v4"],
    listeners: undefined,
    listenerInputs: [],
    ssh: undefined,
    sshInputs: [],
  });
  expect(Object.isFrozen(server) && Object.isFrozen(server.inputs)).toBe(true);
});

test("accepts an empty list", () => {
  expect(parseServer([csf, file("csf.deny", "\n")]).inputs).toEqual(["csf.conf", "csf.deny"]);
});

test("reads listening sockets as the firewall if there is no other file", () => {
  const server = parseServer([ss]);
  expect(server).toMatchObject({ format: "listeners", listeners: undefined, inputs: ["ss.txt"] });
  expect(server.firewall).toEqual(parseListeners(ss.text));
});

test("passes the interface to the parser of sockets next to a firewall", () => {
  const rules = {
    name: "rules.v4",
    text: "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n",
  };
  const sockets = {
    name: "ss.txt",
    text: "Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port\ntcp LISTEN 0 128 10.0.0.1%eth0:22 0.0.0.0:*\n",
  };
  const portsOn = (device: string) =>
    parseServer([rules, sockets], { interface: device }).listeners?.rules.map(
      ({ ports }) => ports.from,
    );
  expect(portsOn("eth0")).toEqual([22]);
  expect(portsOn("eth1")).toEqual([]);
});

test("passes the interface and the host to the parser", () => {
  const zone = file(
    "zones/public.xml",
    '<zone><interface name="eth0"/><port port="22" protocol="tcp"/></zone>',
  );
  expect(parseServer(zone, { interface: "eth0" }).firewall).toEqual(
    parseFirewalld(zone.text, { interface: "eth0", names: { 0: "public" } }),
  );
  expect(parseServer(scan, { host: "203.0.113.6" }).firewall).toEqual(
    parseNmap(scan.text, { host: "203.0.113.6" }),
  );
  expect(parseServer(csf, { format: undefined, host: undefined }).format).toBe("csf");
});

test("ignores other fields of files, and a byte order mark", () => {
  const more = { ...csf, text: `\uFEFF${csf.text}`, size: 7 };
  expect(parseServer([more]).firewall).toEqual(parseCsf(csf.text));
});

test("returns what an audit takes", () => {
  const { firewall, inputs, listeners, ssh } = parseServer([csf, deny, ss, sshd, included]);
  const audit = auditFirewall(126, firewall, { services: ["ssh", "whm"], inputs, listeners, ssh });
  expect(audit.sshPorts).toEqual([2222]);
  expect(audit.findings.map(({ message }) => message).join("\n")).toContain("(csf.conf, line 1)");
});

const refused: readonly (readonly [
  what: string,
  files: unknown,
  options: ParseServerOptions,
  error: string,
  line?: number,
])[] = [
  [
    "an invalid line of the first file",
    [file("a.v4", "*filter\n:INPUT DROP\nnonsense\nCOMMIT\n"), file("b.v4", rules.text)],
    {},
    "a.v4: line 3 ",
    3,
  ],
  [
    "an invalid line of a later file",
    [rules, file("rules.v6", "*filter\n:INPUT DROP\nnonsense\nCOMMIT\n")],
    {},
    "rules.v6: line 3 ",
    3,
  ],
  [
    "a list of no known kind",
    [csf, file("bans.txt", "203.0.113.9\n")],
    {},
    "bans.txt: the input could be csf.allow or csf.deny: its comments do not say which, or they contradict each other; name the file csf.allow or csf.deny, or keep the comments that CSF puts at the top",
  ],
  [
    "files without what the format needs",
    [deny, file("b", "203.0.113.9\n")],
    { format: "csf" },
    "csf.deny, b: the input has no TCP_IN setting; expected ",
  ],
  [
    "a look-alike next to a firewall",
    [rules, file("list", "Chain INPUT (policy DROP)\n")],
    {},
    "list: this is the output of iptables -L, which omits details; use the output of iptables-save",
  ],
  [
    "a look-alike",
    [file("x", "hello"), file("list", "Chain INPUT (policy DROP)\n")],
    {},
    "list: this is the output of iptables -L, which omits details; use the output of iptables-save",
  ],
  [
    "files of no known format",
    [file("x", "hello"), file("y", "hello")],
    {},
    "x, y: cannot detect the firewall format; set the option format to one of nftables, iptables, firewalld, csf, apf, ufw, listeners, nmap",
  ],
  [
    "the files of two firewalls",
    [rules, csf],
    { format: "csf" },
    "etc/rules.v4, csf.conf: these files mix iptables and csf; expected the files of one firewall",
  ],
  [
    "only the configuration of sshd",
    [included, sshd],
    {},
    "etc/ssh/sshd_config, etc/ssh/sshd_config.d/port.conf: only the configuration of sshd; expected also the files of the firewall",
  ],
  [
    "a list of sockets that is cut off",
    [csf, file("ss", `${ss.text}tcp   LISTEN 0\n`)],
    {},
    "ss: line 2 ",
    2,
  ],
  [
    "a configuration that sshd rejects",
    [csf, file("sshd_config", "Port many\n")],
    {},
    "sshd_config: line 1 has an invalid port",
    1,
  ],
  ["an empty file", [csf, file("b", " \n")], {}, "b: the input is empty"],
  ["a NUL character", [csf, file("b", "\n\0")], {}, "b: line 2 contains a NUL character", 2],
  [
    "a text that is not a string",
    [csf, file("b", ["x"] as never)],
    {},
    "b: the input is an array; expected a string: a file of a server",
  ],
  ["no files", [], {}, "no files; expected a file of a server, such as csf.conf"],
  ["a text without a name", rules.text, {}, 'file 1 is "*filter\\n:INPUT DROP'],
  ["a list with a text", [rules, rules.text], {}, 'file 2 is "*filter\\n:INPUT DROP'],
  [
    "a file without a name",
    [rules, { text: rules.text }],
    {},
    'file 2 has the name undefined; expected an object such as { name: "csf.conf", text: "…" }',
  ],
  ["a file with an empty name", file("", rules.text), {}, 'file 1 has the name ""; expected'],
  ["a hole in the list", Object.assign([rules], { 2: csf }), {}, "file 2 is undefined; expected"],
  ["a list in a list", [rules, [csf]], {}, "file 2 is an array; expected"],
  ["null", null, {}, "file 1 is null; expected"],
];

test.for(refused)("rejects %s", ([, files, options, message, line]) => {
  const error = thrown(() => parseServer(files as ServerFiles, options));
  expect(error).toBeInstanceOf(InvalidConfigurationError);
  expect(error).toMatchObject({ message: expect.stringContaining(message), line });
  expect((error as Error).message.startsWith(message)).toBe(true);
});

test.for<[what: string, files: ServerFiles, options: object, field: string, message: string]>([
  [
    "a host for a firewall",
    csf,
    { host: "x" },
    "host",
    '"host" is not an option for csf; expected any of format, interface',
  ],
  [
    "an interface for a scan",
    scan,
    { interface: "eth0" },
    "interface",
    '"interface" is not an option for nmap; expected any of format, host',
  ],
  ["an unknown format", csf, { format: "pf" }, "format", 'unknown format "pf"'],
  [
    "an interface that is not a name",
    csf,
    { interface: 7 },
    "interface",
    "interface is 7; expected the name of an interface",
  ],
  [
    "several hosts without a choice",
    scan,
    {},
    "host",
    "host is not set, but the input has several hosts; expected one of 203",
  ],
  [
    "an option of another function",
    csf,
    { lists: {} },
    "lists",
    '"lists" is not one of the options; expected any of format, ',
  ],
])("rejects %s", ([, files, options, field, message]) => {
  const error = thrown(() => parseServer(files, options));
  expect(error).toBeInstanceOf(InvalidOptionError);
  expect(error).toMatchObject({ field, message: expect.stringContaining(message) });
});

test("explains where its result goes: the firewall into an audit or a plan", () => {
  const server = parseServer({
    name: "rules.v4",
    text: "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n",
  });
  const message = "the firewall is the result of parseServer(); expected its property firewall";
  expect(() => auditFirewall(126, server as never)).toThrow(message);
  expect(() => planUpgrade(110, 126, server as never)).toThrow(message);
  expect(() => planUpgrade(110, 126, server as never, {})).toThrow(message);
});
