import { describe, expect, test } from "vitest";
import type { ListenerExposure } from "../../../src/index.ts";
import { detectFirewall } from "../../../src/parse/detect.ts";
import { parseListeners } from "../../../src/parse/listeners/parse-listeners.ts";
import type { ParseOptions } from "../../../src/parse/types.ts";
import { labelOf, processesText } from "../../../src/policy/label-of.ts";
import { thrown } from "../../support/thrown.ts";

const heading = "Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess";

/** Returns the output of ss with some sockets: protocol, address and port, and the rest of the line. */
const ss = (...sockets: readonly string[]) =>
  [
    heading,
    ...sockets.map((socket) => {
      const [protocol, local, ...rest] = socket.split(" ");
      const state = protocol === "tcp" ? "LISTEN" : "UNCONN";
      return `${protocol}   ${state} 0      128   ${local}   ${rest.join(" ") || "0.0.0.0:*"}`;
    }),
  ].join("\n");

const parse = (...sockets: readonly string[]) => parseListeners(ss(...sockets));
const who = ({ sources, except }: { sources: unknown; except: readonly string[] }) =>
  `${sources}${except.length > 0 ? ` but ${except}` : ""}`;
const open = ({ rules }: ListenerExposure) =>
  rules.map((rule) => `${rule.protocol} ${rule.ports.from} ${who(rule)}`);
const undetermined = (exposure: ListenerExposure) =>
  exposure.undetermined.map((each) => `${each.protocol} ${each.ports.from} ${who(each)}`);
const loopback = (exposure: ListenerExposure) =>
  exposure.loopback.map(({ port, protocols }) => `${port} ${protocols}`);
const texts = ({ notes }: ListenerExposure, kind: string) =>
  notes.filter((note) => note.kind === kind).map((note) => note.text);

describe("output of ss", () => {
  test("opens ports to the family on whose addresses a socket listens", () => {
    const parsed = parse(
      "udp 0.0.0.0:53",
      "tcp 203.0.113.5:25",
      "tcp [::]:443 [::]:*",
      "tcp *:2087 *:*",
      "tcp [2001:db8::5]:80 [::]:*",
      "tcp [::ffff:203.0.113.5]:81 *:*",
      "tcp 0.0.0.0:110",
      "tcp [::]:110 [::]:*",
    );
    expect(open(parsed)).toEqual([
      "tcp 25 0.0.0.0/0",
      "tcp 80 ::/0",
      "tcp 81 0.0.0.0/0",
      "tcp 110 any",
      "tcp 443 ::/0",
      "tcp 2087 any",
      "udp 53 0.0.0.0/0",
    ]);
    expect(parsed).toMatchObject({
      title: "Listening ports",
      families: ["ipv4", "ipv6"],
      defaults: { inbound: "drop", outbound: "accept" },
      undetermined: [],
      loopback: [],
    });
    expect(parsed.notes).toEqual([]);
    expect(Object.isFrozen(parsed.rules[0])).toBe(true);
  });

  test("lists ports that only the server itself reaches separately", () => {
    const parsed = parse(
      "udp 127.0.0.53%lo:53",
      "tcp 127.0.0.1:53",
      "tcp [::1]:953 [::]:*",
      "tcp 127.0.0.1:953",
      "tcp [::ffff:127.0.0.1]:8005 *:*",
      "udp 0.0.0.0%lo:323",
      "udp [::]%lo:323 [::]:*",
      "tcp 127.0.0.1:25",
      "tcp 203.0.113.5:25",
      "udp 127.0.0.1:25",
    );
    expect(loopback(parsed)).toEqual(["25 udp", "53 tcp,udp", "323 udp", "953 tcp", "8005 tcp"]);
    expect(open(parsed)).toEqual(["tcp 25 0.0.0.0/0"]);
  });

  test("names the processes on one line", () => {
    const rules = (process: string) => parse(`tcp 0.0.0.0:80 0.0.0.0:* ${process}`).rules;
    const label = (process: string) => rules(process).map(labelOf).join();
    const processes = (process: string) => rules(process).flatMap((rule) => rule.processes);
    expect(label('users:(("httpd",pid=1,fd=4),("httpd",pid=2,fd=4),("a b",pid=3,fd=4))')).toBe(
      "a b, httpd",
    );
    expect(
      processes('users:(("httpd",pid=1,fd=4),("httpd",pid=2,fd=4),("a b",pid=3,fd=4))'),
    ).toEqual(["a b", "httpd"]);
    expect(label("")).toBe("Listening");
    expect(processes("")).toEqual([]);
    expect(label('users:(("\u202e\u001b",pid=1,fd=4))')).toBe("Listening");
    expect(processes('users:(("\u202e\u001b",pid=1,fd=4))')).toEqual([]);
    expect(label('users:(("a\u001b]31m\u2028b",pid=1,fd=4))')).toBe("a ]31m b");
    expect(processes(`users:(("${"😀".repeat(65)}",pid=1,fd=4))`)).toEqual(["😀".repeat(64)]);
    const many = Array.from({ length: 50 }, (_, index) => `("process${index}",pid=1,fd=4)`);
    expect(label(`users:(${many.join()})`)).toHaveLength(100);
    expect(processes(`users:(${many.join()})`)).toHaveLength(50);
    expect(
      processes(
        `users:(${[...many, ...many.map((each) => each.replace("process", "p"))].join()},("x",pid=1,fd=4))`,
      ),
    ).toHaveLength(100);
    const twice = parse(
      '\ntcp 127.0.0.1:953 0.0.0.0:* users:(("named",pid=1,fd=1))'.trim(),
      'udp 127.0.0.1:953 0.0.0.0:* users:(("bind",pid=1,fd=1))',
    );
    expect(twice.loopback).toMatchObject([{ processes: ["bind", "named"] }]);
    expect(twice.loopback.map((each) => processesText(each.processes))).toEqual(["bind, named"]);
  });

  test("leaves a socket bound to an interface undetermined unless the interface is given", () => {
    const sockets = [
      "udp 10.0.0.1%eth0:68",
      "udp [fe80::1]%eth0:546 [::]:*",
      "udp [fe80::1%eth0]:547 [::]:*",
    ];
    const parsed = parse(...sockets);
    expect(undetermined(parsed)).toEqual([
      "udp 68 0.0.0.0/0",
      "udp 546 fe80::/10",
      "udp 547 fe80::/10",
    ]);
    expect(parsed.undetermined[0]?.reasons).toEqual([
      'line 2: the socket is bound to the interface "eth0"',
    ]);
    const on = (name: string) =>
      parseListeners(ss(...sockets), { interface: name } as ParseOptions);
    expect(open(on("eth0"))).toEqual([
      "udp 68 0.0.0.0/0",
      "udp 546 fe80::/10",
      "udp 547 fe80::/10",
    ]);
    expect(undetermined(on("eth0"))).toEqual([]);
    expect(on("eth1")).toMatchObject({ rules: [], undetermined: [], loopback: [] });
  });

  test("omits multicast sockets and sockets that accept no new connections", () => {
    const parsed = parseListeners(
      [
        ss("udp 224.0.0.251:5353", "udp [ff02::fb]:5353 [::]:*"),
        "tcp   ESTAB  0 0 203.0.113.5:22 198.51.100.7:50000",
        "udp   ESTAB  0 0 203.0.113.5:123 198.51.100.7:123",
        "u_str LISTEN 0 4096 /run/x 123 * 0",
        "",
      ].join("\n"),
    );
    expect(parsed).toMatchObject({ rules: [], undetermined: [], loopback: [] });
    expect(texts(parsed, "ignored").length).toBe(2);
    expect(texts(parsed, "unknown")).toEqual([]);
  });

  test("reads rows without a heading, and a heading without rows", () => {
    const rows = parseListeners("tcp LISTEN 0 128 *:22 *:*\ntcp LISTEN 0 1 1.2.3.4:80 0.0.0.0:*");
    expect(open(rows)).toEqual(["tcp 22 any", "tcp 80 0.0.0.0/0"]);
    expect(texts(rows, "assumed")).toEqual([
      "the input has no heading; its rows are assumed to be complete",
    ]);
    expect(parseListeners(heading).rules).toEqual([]);
  });

  test("notes which family was not examined", () => {
    const ipv4 = parse("tcp 0.0.0.0:22");
    expect(ipv4).toMatchObject({ families: ["ipv4"], rules: [{ sources: "any" }] });
    expect(texts(ipv4, "assumed")).toEqual([
      "IPv6 was not examined: the input has no socket for it",
    ]);
    const ipv6 = parse("tcp [2001:db8::5]:22 [::]:*", "tcp [::ffff:1.2.3.4]:80 *:*");
    expect(ipv6.families).toEqual(["ipv6"]);
    expect(texts(ipv6, "assumed")).toEqual([
      "IPv4 was not examined: the input has no socket for it",
    ]);
    expect(ipv6.notes.map(({ kind, code }) => [kind, code])).toEqual([["assumed", "not-examined"]]);
    const only = (v6only: string) => parse(`tcp [::]:22 [::]:* v6only:${v6only}`).families;
    expect([only("1"), only("0")]).toEqual([["ipv6"], ["ipv4", "ipv6"]]);
    const both = parse("tcp *:22 *:*");
    expect(both.families).toEqual(["ipv4", "ipv6"]);
    expect(texts(both, "assumed")).toEqual([
      "no program is assumed to listen only on IPv4: the input has no such socket",
    ]);
    expect(texts(parse("tcp *:22 *:*", "udp 127.0.0.1:323"), "assumed")).toEqual([]);
  });

  test("reads * as IPv4 in old versions of ss, and leaves [::] in doubt", () => {
    const old = heading.replace("Process", "");
    const parsed = parseListeners(
      ss(
        "tcp 127.0.0.1:953 *:*",
        "tcp *:22 *:*",
        "tcp [::]:80 [::]:*",
        "tcp :::22 :::*",
        "udp ::1:53 :::*",
      ).replace(heading, old),
    );
    expect(open(parsed)).toEqual(["tcp 22 any", "tcp 80 any"]);
    expect(undetermined(parsed)).toEqual([]);
    expect(loopback(parsed)).toEqual(["53 udp", "953 tcp"]);
    expect(texts(parsed, "assumed")).toEqual([
      "sockets on all IPv6 addresses are assumed to accept IPv4 as well, which the input does not show: 80",
    ]);
    const many = Array.from({ length: 12 }, (_, index) => `tcp :::${index + 1} :::*`);
    expect(texts(parse(...many, "udp 127.0.0.1:1"), "assumed")).toEqual([
      "sockets on all IPv6 addresses are assumed to accept IPv4 as well, which the input does not show: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more",
    ]);
    // Only in old versions does a port have sockets for both.
    const pair = parseListeners(
      ss("tcp *:22 *:*", "tcp [::]:22 [::]:*", "tcp *:80 *:*").replace(heading, old),
    );
    expect(open(pair)).toEqual(["tcp 22 any", "tcp 80 0.0.0.0/0"]);
  });

  test("leaves it in doubt whether * includes IPv6 if the version is unknown", () => {
    const parsed = parseListeners("LISTEN 0 128 *:22 *:*\nLISTEN 0 128 [::]:80 [::]:*");
    expect(open(parsed)).toEqual(["tcp 22 0.0.0.0/0", "tcp 80 any"]);
    expect(undetermined(parsed)).toEqual(["tcp 22 ::/0", "udp 1 any"]);
    expect(parsed.undetermined.map(({ reasons }) => reasons)).toEqual([
      ["line 1: the input does not show whether the socket also accepts IPv6"],
      ["UDP was not examined: the input has no socket for it"],
    ]);
  });

  test("leaves the port of an unsupported line undetermined", () => {
    const parsed = parseListeners(
      [
        ss("tcp 0.0.0.0:22"),
        "tcp LISTEN 0 128 example.com:25 0.0.0.0:*",
        "tcp LISTEN 0 128 10.0.0.0/8:26 0.0.0.0:*",
        "tcp SLEEPING 0 128 0.0.0.0:80 0.0.0.0:*",
        "udp UNCONN 0 128 0.0.0.0:22 0.0.0.0:* more 0.0.0.0:443",
        "tcp LISTEN 0 128 0.0.0.0:81",
        "tcp LISTEN a 128 0.0.0.0:82 0.0.0.0:*",
        "nonsense",
        "LISTEN 0 128 0.0.0.0:83",
        "UNCONN 0 128 0.0.0.0:84",
        "sshd 700 root 3u IPv4 12345 0t0 TCP *:85 LISTEN",
        "sshd 700 root 3u IPv4 12345 0t0 UDP *:86 LISTEN",
        "tcp LISTEN 0 128 nonsense 0.0.0.0:87",
      ].join("\n"),
    );
    expect(open(parsed)).toEqual(["tcp 22 0.0.0.0/0", "udp 22 0.0.0.0/0"]);
    expect(undetermined(parsed)).toEqual([
      ...[25, 26, 80, 81, 82, 83, 85, 87].map((port) => `tcp ${port} any`),
      ...[84, 86].map((port) => `udp ${port} any`),
    ]);
    const lines = parsed.notes.filter(({ kind }) => kind === "unknown").map(({ line }) => line);
    expect(lines).toEqual([3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14]);
    // Ports that are certainly open stay open.
    const twice = parse("tcp 0.0.0.0:25", "tcp example.com:25");
    expect(undetermined(twice)).toEqual(["tcp 25 ::/0"]);
  });

  test.for([
    ["tcp LISTEN 0 128 0.0.0.0:0 0.0.0.0:*", "has the port 0"],
    ["tcp LISTEN 0 128 0.0.0.0:99999 0.0.0.0:*", "has the port 99999"],
    ["tcp LISTEN 0 128 0.0.0.0:nonsense 0.0.0.0:*", 'has the unknown port name "nonsense"'],
    ["tcp6 0 0 :::nonsense :::* LISTEN", 'has the unknown port name "nonsense"'],
    ["udp UNCONN 0 0 nonsense", "has no numeric port"],
  ])("rejects a socket with an invalid port: %s", ([line, message]) => {
    expect(thrown(() => parseListeners(`${ss("tcp 0.0.0.0:22")}\n${line}`))).toMatchObject({
      name: "InvalidConfigurationError",
      input: line,
      message: expect.stringContaining(`line 3 ${message}`),
    });
  });
});

describe("output of netstat", () => {
  const text = `Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
tcp        0      0 127.0.0.1:953           0.0.0.0:*               LISTEN      812/named
tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      700/sshd: /usr/sbin
tcp        0      0 203.0.113.5:22          198.51.100.7:50000      ESTABLISHED 701/sshd: root
tcp6       0      0 :::80                   :::*                    LISTEN      -
tcp6       0      0 :::22                   :::*                    LISTEN      700/sshd
tcp6       0      0 ::1:953                 :::*                    LISTEN      812/named
udp        0      0 0.0.0.0:53              0.0.0.0:*                           812/named
udp        0      0 203.0.113.5:123         198.51.100.7:123        ESTABLISHED 5/ntpd
udp6       0      0 fe80::1:546             :::*                                900/dhclient
Active UNIX domain sockets (only servers)
Proto RefCnt Flags       Type       State         I-Node   PID/Program name    Path
unix  2      [ ACC ]     STREAM     LISTENING     123      1/init              /run/x
`;

  test("reads output of another tool like ss, except for what it does not show", () => {
    const parsed = parseListeners(text);
    expect(open(parsed)).toEqual([
      "tcp 22 any",
      "tcp 80 any",
      "udp 53 0.0.0.0/0",
      "udp 546 fe80::/10",
    ]);
    expect(undetermined(parsed)).toEqual([]);
    expect(loopback(parsed)).toEqual(["953 tcp"]);
    expect(parsed.rules.map(labelOf)).toEqual(["sshd", "Listening", "named", "dhclient"]);
    expect(texts(parsed, "assumed")).toEqual([
      "sockets on all IPv6 addresses are assumed to accept IPv4 as well, which the input does not show: 80",
      "sockets are assumed not to be bound to an interface: ss would show it, but netstat does not",
    ]);
  });

  test("reads rows of netstat without a state", () => {
    const parsed = parseListeners(`${text}tcp 0 0 0.0.0.0:81 0.0.0.0:*`);
    expect(undetermined(parsed)).toContain("tcp 81 any");
  });
});

describe("the deciding place", () => {
  const at = (line: number, text: string, input = 0) => ({
    input,
    line,
    text,
    table: null,
    chain: null,
  });
  const deciding = ({ rules, undetermined }: ListenerExposure) =>
    [...rules, ...undetermined].map(({ ports, decidedBy }) => [ports.from, decidedBy]);

  test("names the socket of each port, even if adjacent ports are equal", () => {
    const parsed = parse(
      'tcp 0.0.0.0:81 0.0.0.0:* users:(("a",pid=1,fd=4))',
      'tcp 0.0.0.0:80 0.0.0.0:* users:(("b",pid=2,fd=4))',
    );
    expect(parsed.rules).toEqual(
      [
        [80, "b", at(3, 'tcp LISTEN 0 128 0.0.0.0:80 0.0.0.0:* users:(("b",pid=2,fd=4))')] as const,
        [81, "a", at(2, 'tcp LISTEN 0 128 0.0.0.0:81 0.0.0.0:* users:(("a",pid=1,fd=4))')] as const,
      ].map(([port, name, decidedBy]) => ({
        direction: "inbound",
        protocol: "tcp",
        ports: { from: port, through: port },
        sources: "any",
        except: [],
        processes: [name],
        decidedBy,
      })),
    );
  });

  test("names the socket that opens a port to the most addresses", () => {
    const lines = [
      "tcp [fe80::1]:80 [::]:*",
      "tcp [::]:80 [::]:*",
      "udp [::]:81 [::]:*",
      "udp 0.0.0.0:81",
      "tcp [fe80::1]:82 [::]:*",
      "tcp 127.0.0.1:83",
      "tcp 203.0.113.5:83",
    ];
    const parsed = parseListeners([heading, ss(...lines)]);
    expect(
      deciding(parsed).map(([port, origin]) => [port, (origin as { line: number }).line]),
    ).toEqual([
      [80, 3],
      [82, 6],
      [83, 8],
      [81, 5],
    ]);
    expect(parsed.rules.every(({ decidedBy }) => decidedBy?.input === 1)).toBe(true);
  });

  test("names the socket that is in doubt", () => {
    const parsed = parse(
      "udp 10.0.0.1%eth0:68",
      "tcp 10.0.0.0/8:25",
      "tcp :::80 :::*",
      "tcp 127.0.0.1:80",
      "tcp example.com:81",
    );
    expect(deciding(parsed)).toEqual([
      [80, at(4, "tcp LISTEN 0 128 :::80 :::*")],
      [25, at(3, "tcp LISTEN 0 128 10.0.0.0/8:25 0.0.0.0:*")],
      [80, at(4, "tcp LISTEN 0 128 :::80 :::*")],
      [81, at(6, "tcp LISTEN 0 128 example.com:81 0.0.0.0:*")],
      [68, at(2, "udp UNCONN 0 128 10.0.0.1%eth0:68 0.0.0.0:*")],
    ]);
    expect(parsed.undetermined.map(({ reasons }) => reasons)).toEqual([
      ['line 3: unsupported line: "tcp LISTEN 0 128 10.0.0.0/8:25 0.0.0.0:*"'],
      ["line 4: the input does not show whether the socket also accepts IPv4"],
      [
        'line 6: the address is a name; use -n to show it as a number: "tcp LISTEN 0 128 example.com:81 0.0.0.0:*"',
      ],
      ['line 2: the socket is bound to the interface "eth0"'],
    ]);
  });

  test("names no socket for reasons beyond the limit", () => {
    const sockets = Array.from({ length: 1010 }, (_, index) => `udp 10.0.0.1%eth0:${index + 1}`);
    const { undetermined, notes } = parse(...sockets);
    expect(undetermined).toHaveLength(1001);
    expect(undetermined.at(-1)).toMatchObject({
      ports: { from: 1001, through: 1010 },
      decidedBy: null,
      reasons: ["more than 1000 other reasons"],
    });
    expect(notes.length).toBe(1001);
  });
});

test("leaves it in doubt whether an IPv6 socket bound to an interface accepts IPv4", () => {
  const parsed = parse("tcp [::]%eth0:80 [::]:*", "tcp ::%eth0:81 :::*");
  expect(undetermined(parsed)).toEqual(["tcp 80 ::/0", "tcp 81 any"]);
});

test("gives notes a code", () => {
  const codes = (text: string, kind: string) =>
    parseListeners(text)
      .notes.filter((note) => note.kind === kind)
      .map(({ code }) => code);
  expect(codes(heading, "assumed")).toEqual([]);
  const row = "tcp 0 0 :::80 :::* LISTEN -";
  expect(codes(row, "assumed")).toEqual(["family", "incomplete", "interface", "family"]);
  expect(codes(row, "unknown")).toEqual(["not-examined"]);
  const lines = ss(
    "udp 224.0.0.251:5353",
    "udp 10.0.0.1%eth0:68",
    "tcp example.com:25",
    "tcp :::80 :::*",
    "tcp 127.0.0.1:80",
  );
  expect(codes(lines, "ignored")).toEqual(["no-effect"]);
  expect(codes(`${lines}\nnonsense`, "unknown")).toEqual(["scope", "entry", "family", "entry"]);
});

test("returns one rule per port for sockets on every port", () => {
  const rows = Array.from({ length: 65535 }, (_, index) => `tcp LISTEN 0 0 *:${index + 1} *:*`);
  const parsed = parseListeners(rows.join("\n"));
  expect(parsed.rules).toHaveLength(65535);
  expect(parsed.rules[65534]?.decidedBy?.line).toBe(65535);
});

describe("joined lines", () => {
  const row = "tcp   LISTEN 0      128          0.0.0.0:22        0.0.0.0:*";
  const udp =
    'udp   UNCONN 0      0            0.0.0.0:53        0.0.0.0:*    users:(("named",pid=812,fd=20))';
  const netstat =
    "tcp        0      0 0.0.0.0:80              0.0.0.0:*               LISTEN      1/httpd";
  const netstatHeading =
    "Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name";
  const error = (text: string | string[]) => thrown(() => parseListeners(text));

  test.for([
    ["by lone CR", [heading, row, udp].join("\r"), 1],
    ["by lone CR, with an end", `${[heading, row, udp].join("\r")}\r\n`, 1],
    [
      "by lone CR, of netstat",
      `Active Internet connections (only servers)\n${netstatHeading}\r${netstat}`,
      2,
    ],
    ["by lone CR, without headings", [row, udp].join("\r"), 1],
    ["by a space", `${heading} ${row}`, 1],
    ["without a space", `${heading}${row}`, 1],
    ["to the headings, of several", `${heading} ${row}\n${udp}`, 1],
    ["to another row", `${heading}\n${row}\n${udp} ${row}`, 3],
    [
      "to another row of netstat",
      `${netstatHeading}\n${netstat} ${netstat.replace("tcp ", "tcp6")}`,
      2,
    ],
    [
      "to a socket without ports",
      `${heading}\n${row}\nu_str LISTEN 0 4096 /run/x 123 * 0 ${udp}`,
      3,
    ],
    [
      "to the headings, with a port by its name",
      `${heading} ${row.replace(":22", ":ssh")}\n${udp}`,
      1,
    ],
  ] as const)("rejects lines joined %s", ([, text, line]) => {
    expect(error(text)).toMatchObject({
      name: "InvalidConfigurationError",
      line,
      message: expect.stringContaining(`line ${line} has several lines joined into one`),
    });
    expect(error([row, text]).message).toContain(`line ${line} of input 2 has several`);
  });

  test("accepts process names that look like rows", () => {
    const hostile = `${row} users:(("a tcp 0 0 b:1 c",pid=1,fd=4))`;
    expect(open(parseListeners(hostile))).toEqual(["tcp 22 any"]);
  });

  test.for([
    ["headings and other words", `${heading} nonsense`, 1],
    ["headings that are cut off", heading.slice(0, 38), 1],
    ["lines without a port", `${heading}\n\nnonsense\nmore nonsense`, 3],
  ] as const)("rejects an input of nothing but %s", ([, text, line]) => {
    expect(error(text)).toMatchObject({
      name: "InvalidConfigurationError",
      line,
      message: expect.stringContaining("no other line has a socket"),
    });
  });

  test("accepts headings with unknown columns if there are rows", () => {
    expect(open(parseListeners(`${heading} Cgroup\n${row}`))).toEqual(["tcp 22 any"]);
  });

  test("accepts the tools' headings with any options", () => {
    for (const text of [
      heading,
      "Netid  State      Recv-Q Send-Q     Local Address:Port       Peer Address:Port",
      `${heading.replace("Process", " Process")}\r\n`,
    ]) {
      expect(parseListeners(text), text).toMatchObject({
        rules: [],
        undetermined: [],
        loopback: [],
      });
    }
    for (const text of [
      "State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess",
      `Active Internet connections (servers and established)\n${netstatHeading}`,
      "Active Internet connections (w/o servers)",
      "Proto Recv-Q Send-Q Local Address Foreign Address State User Inode PID/Program name Timer",
      "Proto Recv-Q Send-Q Local Address Foreign Address State PID/Program name Security Context",
      "COMMAND  PID USER   FD   TYPE  DEVICE SIZE/OFF NODE NAME",
    ]) {
      expect(open(parseListeners([text, `${heading}\n${row}`])), text).toEqual(["tcp 22 any"]);
      // They do not show which protocols were requested.
      expect(error(text).message).toContain("shows no listening socket");
    }
  });
});

describe("inputs", () => {
  test("rejects input from another program, and names the line", () => {
    const error = (text: string) => thrown(() => parseListeners(text));
    expect(error("\nhello")).toMatchObject({ name: "InvalidConfigurationError", line: 2 });
    expect(error("unix is nice").message).toContain("shows no listening socket");
    expect(error(`${heading}\ntcp ESTAB 0 0 1.2.3.4:22 5.6.7.8:900`).message).toContain(
      "shows no listening socket",
    );
    expect(error("").message).toContain("empty");
  });
});

describe("one protocol", () => {
  const tcp = `State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
LISTEN 0      128          0.0.0.0:22        0.0.0.0:*
ESTAB  0      0          203.0.113.5:22   198.51.100.7:50000
LISTEN 0      128             [::]:22           [::]:*`;
  const udp = "UNCONN 0      0          0.0.0.0:53        0.0.0.0:*\nUNCONN 0 0 [::1]:323 [::]:*";

  test("recognizes the protocol by the state, and reports the other as not examined", () => {
    expect(open(parseListeners(tcp))).toEqual(["tcp 22 any"]);
    expect(parseListeners(tcp).undetermined).toEqual([
      {
        direction: "inbound",
        protocol: "udp",
        ports: { from: 1, through: 65535 },
        sources: "any",
        except: [],
        reasons: ["UDP was not examined: the input has no socket for it"],
        decidedBy: null,
      },
    ]);
    expect(open(parseListeners(udp))).toEqual(["udp 53 0.0.0.0/0"]);
    expect(undetermined(parseListeners(udp))).toEqual(["tcp 1 any"]);
  });

  test("combines one protocol with the other from another input", () => {
    const both = parseListeners([tcp, udp]);
    expect(open(both)).toEqual(["tcp 22 any", "udp 53 0.0.0.0/0"]);
    expect(loopback(both)).toEqual(["323 udp"]);
    expect(undetermined(both)).toEqual([]);
  });

  test("covers one protocol if netstat or lsof shows no socket of the other", () => {
    for (const text of [
      "tcp 0 0 0.0.0.0:22 0.0.0.0:* LISTEN 1/sshd\nudp 0 0 1.2.3.4:123 5.6.7.8:123 ESTABLISHED 2/ntpd",
      "sshd 700 root 3u IPv4 12345 0t0 TCP *:22 (LISTEN)",
    ]) {
      expect(undetermined(parseListeners(text)), text).toEqual(["udp 1 any"]);
    }
  });
});

describe("port names", () => {
  test("resolves port names from /etc/services and IANA", () => {
    const parsed = parseListeners(
      `Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address               Foreign Address             State       PID/Program name
tcp        0      0 *:radsec                    *:*                         LISTEN      1123/cpsrvd (SSL) -
tcp        0      0 *:infowave                  *:*                         LISTEN      1123/cpsrvd (SSL) -
tcp        0      0 localhost:spamd             *:*                         LISTEN      1500/spamd child
tcp        0      0 localhost.localdom:rndc     *:*                         LISTEN      800/named
tcp6       0      0 localhost6.localdom:rndc    *:*                         LISTEN      800/named
tcp6       0      0 ip6-localhost:smtp          [::]:*                      LISTEN      2/exim
tcp6       0      0 *:https                     [::]:*                      LISTEN      -
udp        0      0 ns1.example.com:domain      0.0.0.0:*                               800/named`,
    );
    expect(open(parsed)).toEqual(["tcp 443 any", "tcp 2082 0.0.0.0/0", "tcp 2083 0.0.0.0/0"]);
    expect(loopback(parsed)).toEqual(["25 tcp", "783 tcp", "953 tcp"]);
    expect(undetermined(parsed)).toEqual(["udp 53 any"]);
  });
});

describe("addresses that netstat truncates", () => {
  test("reads a truncated IPv6 address as one of the server", () => {
    const parsed = parseListeners(
      `tcp6       0      0 2001:db8:85a3:8d3::2087 :::*                    LISTEN      1/a
tcp6       0      0 fe80::1:2:3:4:5:6:2083      :::*                    LISTEN      1/a
tcp6       0      0 fe80:1:2:3:4:5:2086      :::*                    LISTEN      1/a
tcp6       0      0 127.0.0.1:783           :::*                    LISTEN      1/a
tcp6       0      0 203.0.113.5:784           :::*                    LISTEN      1/a
tcp        0      0 0.0.0.0:22           0.0.0.0:*                    LISTEN      0          12345      700/sshd: /usr
udp6       0      0 :::53           :::*                                      0          12346      800/named`,
    );
    expect(open(parsed)).toEqual([
      "tcp 22 0.0.0.0/0",
      "tcp 784 0.0.0.0/0",
      "tcp 2083 fe80::/10",
      "tcp 2086 fe80::/10",
      "tcp 2087 ::/0",
      "udp 53 any",
    ]);
    expect(loopback(parsed)).toEqual(["783 tcp"]);
    expect(parsed.rules.map(labelOf)).toEqual(["sshd", "a", "a", "a", "a", "named"]);
  });
});

describe("output of lsof", () => {
  const text = `COMMAND    PID  USER   FD   TYPE  DEVICE SIZE/OFF NODE NAME
sshd       700  root    3u  IPv4 9361085      0t0  TCP *:ssh (LISTEN)
sshd       700  root    4u  IPv6 9361086      0t0  TCP *:ssh (LISTEN)
cpsrvd\\x20 901  root    5u  IPv6 9361087      0t0  TCP *:2087 (LISTEN)
exim       2    mail    6u  IPv4 9361088      0t0  TCP localhost:smtp (LISTEN)
exim       2    mail    7u  IPv6 9361089      0t0  TCP [::1]:smtp (LISTEN)
named      812  named   8u  IPv4 9361090      0t0  UDP 203.0.113.5:domain 
named      812  named   9u  IPv4 9361090      0t0  UDP *:* 
ntpd       5    ntp     8u  IPv4 9361090      0t0  UDP 203.0.113.5:123->198.51.100.7:123 
sshd       701  root    9u  IPv4 9361095      0t0  TCP 203.0.113.5:22->198.51.100.7:50000 (ESTABLISHED)
a          3    root    9u  IPv4 9361095      0t0  TCP *:* (CLOSED)
a          3    root   10u  IPv4 9361095      0t0  TCP *:81
bash       3    root  txt    REG    8,1  1234567 1234 /usr/bin/bash
`;

  test("reads output of another tool like ss, except for what it does not show", () => {
    const parsed = parseListeners(text);
    expect(open(parsed)).toEqual(["tcp 22 any", "tcp 2087 any", "udp 53 0.0.0.0/0"]);
    expect(loopback(parsed)).toEqual(["25 tcp"]);
    // A row without a state.
    expect(undetermined(parsed)).toEqual(["tcp 81 any"]);
    expect(parsed.rules.map(labelOf)).toEqual(["sshd", "cpsrvd", "named"]);
    expect(texts(parsed, "assumed")).toEqual([
      "sockets on all IPv6 addresses are assumed to accept IPv4 as well, which the input does not show: 2087",
      "lsof is assumed to have run as root: other users see only their own processes",
      "sockets are assumed not to be bound to an interface: ss would show it, but lsof does not",
    ]);
  });

  test("rejects several lsof rows in one line", () => {
    const [, row] = text.split("\n");
    expect(thrown(() => parseListeners(`${row} ${row}`))).toMatchObject({
      line: 1,
      message: expect.stringContaining("has several lines joined into one"),
    });
  });
});

test("reads v6only from ss", () => {
  const parsed =
    parseListeners(`tcp LISTEN 0 128 *:80 *:* users:(("a",pid=1,fd=1)) ino:1 sk:1 v6only:0 <->
tcp LISTEN 0 128 [::]:443 [::]:* ino:1 sk:1 cgroup:/a v6only:1 <->
tcp LISTEN 0 128 [::]:444 [::]:* ino:1 sk:1 cgroup:/a v6only:0 <->
tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("v6only:1 ",pid=1,fd=1))`);
  expect(open(parsed)).toEqual(["tcp 22 0.0.0.0/0", "tcp 80 any", "tcp 443 ::/0", "tcp 444 any"]);
});

test("skips lines around the rows", () => {
  const parsed = parseListeners(
    `[root@server ~]# ss -tlnpi
(Not all processes could be identified, non-owned process info
 will not be shown, you would have to be root to see it all.)
State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
LISTEN 0      128          0.0.0.0:22        0.0.0.0:*    
\t bbr cwnd:10
\t skmem:(r0,rb131072,t0)
LISTEN 0      128             [::]:22           [::]:*
users:(("sshd",pid=1,fd=4))`.replace("\nusers", "\n\tusers"),
  );
  expect(open(parsed)).toEqual(["tcp 22 any"]);
  expect(texts(parsed, "unknown")).toEqual([
    "UDP was not examined: the input has no socket for it",
  ]);
  // An indented row is not one of these.
  expect(
    open(parseListeners("\ttcp LISTEN 0 1 *:22 *:*\n\ttcp LISTEN 0 1 1.2.3.4:80 0.0.0.0:*")),
  ).toEqual(["tcp 22 any", "tcp 80 0.0.0.0/0"]);
});

describe("typical inputs", () => {
  test("reads ss output with one protocol", () => {
    const parsed = parseListeners(
      `State    Recv-Q   Send-Q     Local Address:Port     Peer Address:Port  Process
LISTEN   0        45               0.0.0.0:2087          0.0.0.0:*      users:(("cpsrvd (SSL) - ",pid=8198,fd=8))
LISTEN   0        45             127.0.0.1:579           0.0.0.0:*      users:(("cPhulkd - proce",pid=8593,fd=6))
LISTEN   0        128                 [::]:80               [::]:*      users:(("httpd",pid=1762,fd=3))`,
    );
    expect(open(parsed)).toEqual(["tcp 80 ::/0", "tcp 2087 0.0.0.0/0"]);
    expect(loopback(parsed)).toEqual(["579 tcp"]);
    expect(parsed.rules.map(labelOf)).toEqual(["httpd", "cpsrvd (SSL) -"]);
  });

  test("reads netstat output, whose IPv6 sockets accept IPv4 as well", () => {
    const parsed = parseListeners(
      `Active Internet connections (only servers)
Proto Recv-Q Send-Q Local Address               Foreign Address             State       PID/Program name
tcp        0      0 0.0.0.0:2087                0.0.0.0:*                   LISTEN      1123/cpsrvd (SSL) -
tcp        0      0 127.0.0.1:783               0.0.0.0:*                   LISTEN      1500/spamd child
tcp6       0      0 :::80                       :::*                        LISTEN      1650/httpd
udp        0      0 192.0.2.5:53                0.0.0.0:*                               800/named`,
    );
    expect(open(parsed)).toEqual(["tcp 80 any", "tcp 2087 0.0.0.0/0", "udp 53 0.0.0.0/0"]);
    expect(loopback(parsed)).toEqual(["783 tcp"]);
  });
});

test.for([
  "State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess",
  "LISTEN   0        45               0.0.0.0:2087          0.0.0.0:*",
  "  UNCONN 0      0         127.0.0.53:domain        0.0.0.0:*",
  "tcp   LISTEN 0      128                     *:http               *:*",
  "tcp6       0      0 :::80                       :::*                        LISTEN",
  "udp        0      0 192.0.2.5:53                0.0.0.0:*",
  "Active Internet connections (only servers)",
  "Proto Recv-Q Send-Q Local Address           Foreign Address         State",
  "COMMAND  PID USER   FD   TYPE  DEVICE SIZE/OFF NODE NAME",
  "sshd     700 root    3u  IPv4 9361085      0t0  TCP *:ssh (LISTEN)",
  "named    812 named   8u  IPv4 9361090      0t0  UDP 127.0.0.1:domain ",
])("detects listeners: %s", (line) => {
  expect(detectFirewall(`# remark\n${line}\n`)).toBe("listeners");
});
