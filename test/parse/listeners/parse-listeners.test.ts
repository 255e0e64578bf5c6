import { describe, expect, test } from "vitest";
import type { ListenerExposure } from "../../../src/index.ts";
import { parseListeners } from "../../../src/parse/listeners/parse-listeners.ts";
import type { ParseOptions } from "../../../src/parse/types.ts";
import { labelOf, processesText } from "../../../src/policy/label-of.ts";
import { thrown } from "../../support/thrown.ts";

const heading = "Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess";

/** What ss prints, with some sockets: protocol, address and port, and the rest of the line. */
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

describe("what ss prints", () => {
  test("opens to a family what listens on all of its addresses, or on one", () => {
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

  test("keeps what the server alone reaches apart, by port", () => {
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
    expect(label('users:(("a\u001b[31m\u2028b",pid=1,fd=4))')).toBe("a [31m b");
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

  test("leaves a socket that is bound to an interface undetermined, unless the interface is given", () => {
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

  test("leaves out what is for multicast, and what takes no new connections", () => {
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

  test("can be without a heading, and nothing below it", () => {
    expect(open(parseListeners("tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*"))).toEqual([
      "tcp 22 0.0.0.0/0",
    ]);
    expect(parseListeners(heading).rules).toEqual([]);
  });

  test("says of which family there is nothing", () => {
    expect(texts(parse("tcp 0.0.0.0:22"), "assumed")).toEqual([
      "nothing listens on IPv6 only: no such socket is in the input",
    ]);
    expect(texts(parse("tcp [::]:22 [::]:*"), "assumed")).toEqual([
      "nothing listens on IPv4 only: no such socket is in the input",
    ]);
    expect(texts(parse("tcp *:22 *:*"), "assumed")).toEqual([]);
  });

  test("means IPv4 by * in old versions, and does not say of [::] whether it is both", () => {
    const parsed = parse(
      "tcp 127.0.0.1:953 *:*",
      "tcp *:22 *:*",
      "tcp [::]:80 [::]:*",
      "tcp :::22 :::*",
      "udp ::1:53 :::*",
    );
    expect(open(parsed)).toEqual(["tcp 22 any", "tcp 80 ::/0"]);
    expect(undetermined(parsed)).toEqual(["tcp 80 0.0.0.0/0"]);
    expect(loopback(parsed)).toEqual(["53 udp", "953 tcp"]);
  });

  test("leaves the port of a line that is not understood undetermined", () => {
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
      ].join("\n"),
    );
    expect(open(parsed)).toEqual(["tcp 22 0.0.0.0/0", "udp 22 0.0.0.0/0"]);
    expect(undetermined(parsed)).toEqual([25, 26, 80, 81, 82].map((port) => `tcp ${port} any`));
    const lines = parsed.notes.filter(({ kind }) => kind === "unknown").map(({ line }) => line);
    expect(lines).toEqual([3, 4, 5, 7, 8, 9]);
    // What is known to be open stays so.
    const twice = parse("tcp 0.0.0.0:25", "tcp example.com:25");
    expect(undetermined(twice)).toEqual(["tcp 25 ::/0"]);
  });

  test.for([
    "tcp LISTEN 0 128 0.0.0.0:ssh 0.0.0.0:*",
    "udp UNCONN 0 0 [::]:domain [::]:*",
    "tcp LISTEN 0 128 0.0.0.0:0 0.0.0.0:*",
    "tcp LISTEN 0 128 0.0.0.0:99999 0.0.0.0:*",
    "tcp6 0 0 :::https :::* LISTEN",
  ])("refuses a socket whose port is no number: %s", (line) => {
    expect(thrown(() => parseListeners(`${ss("tcp 0.0.0.0:22")}\n${line}`))).toMatchObject({
      name: "InvalidConfigurationError",
      input: line,
      message: expect.stringContaining("names no port by its number"),
    });
  });
});

describe("what netstat prints", () => {
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

  test("is read like it, but for what it does not say", () => {
    const parsed = parseListeners(text);
    expect(open(parsed)).toEqual([
      "tcp 22 any",
      "tcp 80 ::/0",
      "udp 53 0.0.0.0/0",
      "udp 546 fe80::/10",
    ]);
    expect(undetermined(parsed)).toEqual(["tcp 80 0.0.0.0/0"]);
    expect(loopback(parsed)).toEqual(["953 tcp"]);
    expect(parsed.rules.map(labelOf)).toEqual(["sshd", "Listening", "named", "dhclient"]);
    expect(texts(parsed, "assumed")).toEqual([
      "no socket is bound to an interface, which ss would show and netstat does not",
    ]);
  });

  test("can lack a state", () => {
    const parsed = parseListeners(`${text}tcp 0 0 0.0.0.0:81 0.0.0.0:*`);
    expect(undetermined(parsed)).toContain("tcp 81 any");
  });
});

describe("what decided", () => {
  const at = (line: number, text: string, input = 0) => ({
    input,
    line,
    text,
    table: null,
    chain: null,
  });
  const deciding = ({ rules, undetermined }: ListenerExposure) =>
    [...rules, ...undetermined].map(({ ports, decidedBy }) => [ports.from, decidedBy]);

  test("is the socket of a port, also where adjacent ports are alike", () => {
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
        sources: ["0.0.0.0/0"],
        except: [],
        processes: [name],
        decidedBy,
      })),
    );
  });

  test("is the one that opens a port for the most addresses", () => {
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

  test("is the socket that is in doubt", () => {
    const parsed = parse("udp 10.0.0.1%eth0:68", "tcp example.com:25", "tcp :::80 :::*");
    expect(deciding(parsed)).toEqual([
      [80, at(4, "tcp LISTEN 0 128 :::80 :::*")],
      [25, at(3, "tcp LISTEN 0 128 example.com:25 0.0.0.0:*")],
      [80, at(4, "tcp LISTEN 0 128 :::80 :::*")],
      [68, at(2, "udp UNCONN 0 128 10.0.0.1%eth0:68 0.0.0.0:*")],
    ]);
    expect(parsed.undetermined.map(({ reasons }) => reasons)).toEqual([
      ['line 3: the line is not understood: "tcp LISTEN 0 128 example.com:25 0.0.0.0:*"'],
      ["line 4: the input does not say whether the socket takes IPv4 too"],
      ['line 2: the socket is bound to the interface "eth0"'],
    ]);
  });

  test("is left out of reasons beyond those that are kept, port by port", () => {
    const sockets = Array.from({ length: 1010 }, (_, index) => `udp 10.0.0.1%eth0:${index + 1}`);
    const { undetermined, notes } = parse(...sockets);
    expect(undetermined).toHaveLength(1010);
    expect(undetermined.at(-1)).toMatchObject({
      ports: { from: 1010, through: 1010 },
      decidedBy: null,
      reasons: ["there are more than 1000 other reasons"],
    });
    expect(notes.length).toBe(1001);
  });
});

test("a socket for IPv6 that is bound to an interface may take IPv4 too", () => {
  const parsed = parse("tcp [::]%eth0:80 [::]:*", "tcp ::%eth0:81 :::*");
  expect(undetermined(parsed)).toEqual(["tcp 80 ::/0", "tcp 81 any"]);
});

test("notes have a code", () => {
  const codes = (text: string, kind: string) =>
    parseListeners(text)
      .notes.filter((note) => note.kind === kind)
      .map(({ code }) => code);
  expect(codes(heading, "assumed")).toEqual(["family", "family"]);
  expect(codes("tcp 0 0 :::80 :::* LISTEN -", "assumed")).toEqual(["interface", "family"]);
  const lines = ss(
    "udp 224.0.0.251:5353",
    "udp 10.0.0.1%eth0:68",
    "tcp example.com:25",
    "tcp :::80 :::*",
  );
  expect(codes(lines, "ignored")).toEqual(["no-effect"]);
  expect(codes(`${lines}\nnonsense`, "unknown")).toEqual(["scope", "entry", "family", "entry"]);
});

test("a socket on every port is a rule for each", () => {
  const rows = Array.from({ length: 65535 }, (_, index) => `tcp LISTEN 0 0 *:${index + 1} *:*`);
  const parsed = parseListeners(rows.join("\n"));
  expect(parsed.rules).toHaveLength(65535);
  expect(parsed.rules[65534]?.decidedBy?.line).toBe(65535);
});

describe("lines that are joined", () => {
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
  ] as const)("%s are refused", ([, text, line]) => {
    expect(error(text)).toMatchObject({
      name: "InvalidConfigurationError",
      line,
      message: expect.stringContaining(`line ${line} has several lines in one`),
    });
    expect(error([row, text]).message).toContain(`line ${line} of input 2 has several`);
  });

  test("are not what a process calls itself", () => {
    const hostile = `${row} users:(("a tcp 0 0 b:1 c",pid=1,fd=4))`;
    expect(open(parseListeners(hostile))).toEqual(["tcp 22 0.0.0.0/0"]);
  });

  test.for([
    ["headings and other words", `${heading} nonsense`, 1],
    ["headings that are cut off", heading.slice(0, 38), 1],
    ["lines without a port", `${heading}\n\nnonsense\nmore nonsense`, 3],
  ] as const)("leave nothing but %s, which is refused", ([, text, line]) => {
    expect(error(text)).toMatchObject({
      name: "InvalidConfigurationError",
      line,
      message: expect.stringContaining("no other line has a socket"),
    });
  });

  test("may be headings with columns that are not known, where there are rows", () => {
    expect(open(parseListeners(`${heading} Cgroup\n${row}`))).toEqual(["tcp 22 0.0.0.0/0"]);
  });

  test("are none in the headings of both tools, whatever their options", () => {
    for (const text of [
      heading,
      "Netid  State      Recv-Q Send-Q     Local Address:Port       Peer Address:Port",
      `${heading.replace("Process", " Process")}\r\n`,
      `Active Internet connections (servers and established)\n${netstatHeading}`,
      "Active Internet connections (w/o servers)",
      "Proto Recv-Q Send-Q Local Address Foreign Address State User Inode PID/Program name Timer",
      "Proto Recv-Q Send-Q Local Address Foreign Address State PID/Program name Security Context",
    ]) {
      expect(parseListeners(text), text).toMatchObject({
        rules: [],
        undetermined: [],
        loopback: [],
      });
    }
  });
});

describe("inputs", () => {
  test("that are none of these are an error with the line", () => {
    const error = (text: string) => thrown(() => parseListeners(text));
    expect(error("\nhello")).toMatchObject({ name: "InvalidConfigurationError", line: 2 });
    expect(
      error("State  Recv-Q Send-Q Local Address:Port\nLISTEN 0 128 0.0.0.0:22 0.0.0.0:*"),
    ).toMatchObject({ line: 1, message: expect.stringContaining("the column of the protocol") });
    expect(error("unix is nice").message).toContain("no socket of TCP or UDP");
    expect(error("").message).toContain("empty");
  });
});
