import { describe, expect, test } from "vitest";
import { CpanelPortsError } from "../../../src/index.ts";
import {
  type ParsedFirewall,
  type ParseOptions,
  parseListeners,
} from "../../../src/parse/index.ts";
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
const open = ({ policy }: ParsedFirewall) =>
  policy.rules.map((rule) => `${rule.protocol} ${rule.ports.from} ${who(rule)}`);
const unknown = ({ policy }: ParsedFirewall) =>
  policy.unknown.map((each) => `${each.protocol} ${each.ports.from} ${who(each)}`);
const loopback = ({ policy }: ParsedFirewall) =>
  policy.loopback.map(({ port, protocols }) => `${port} ${protocols}`);
const texts = ({ notes }: ParsedFirewall, kind: string) =>
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
    expect(parsed.policy).toMatchObject({
      families: ["ipv4", "ipv6"],
      defaults: { inbound: "drop", outbound: "accept" },
      unknown: [],
      loopback: [],
      release: null,
    });
    expect(parsed.notes).toEqual([]);
    expect(Object.isFrozen(parsed.policy.rules[0])).toBe(true);
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
    const label = (process: string) =>
      parse(`tcp 0.0.0.0:80 0.0.0.0:* ${process}`).policy.rules[0]?.label;
    expect(label('users:(("httpd",pid=1,fd=4),("httpd",pid=2,fd=4),("a b",pid=3,fd=4))')).toBe(
      "a b, httpd",
    );
    expect(label("")).toBe("Listening");
    expect(label('users:(("\u202e\u001b",pid=1,fd=4))')).toBe("Listening");
    expect(label('users:(("a\u001b[31m\u2028b",pid=1,fd=4))')).toBe("a [31m b");
    const many = Array.from({ length: 50 }, (_, index) => `("process${index}",pid=1,fd=4)`);
    expect(label(`users:(${many.join()})`)).toHaveLength(100);
    const twice = parse(
      '\ntcp 127.0.0.1:953 0.0.0.0:* users:(("named",pid=1,fd=1))'.trim(),
      'udp 127.0.0.1:953 0.0.0.0:* users:(("bind",pid=1,fd=1))',
    );
    expect(twice.policy.loopback).toMatchObject([{ label: "bind, named" }]);
  });

  test("does not know of a socket that is bound to an interface, unless it is told", () => {
    const sockets = [
      "udp 10.0.0.1%eth0:68",
      "udp [fe80::1]%eth0:546 [::]:*",
      "udp [fe80::1%eth0]:547 [::]:*",
    ];
    const parsed = parse(...sockets);
    expect(unknown(parsed)).toEqual(["udp 68 0.0.0.0/0", "udp 546 fe80::/10", "udp 547 fe80::/10"]);
    expect(parsed.policy.unknown[0]?.because).toEqual([
      'line 2: the socket is bound to the interface "eth0"',
    ]);
    const on = (name: string) =>
      parseListeners(ss(...sockets), { interface: name } as ParseOptions);
    expect(open(on("eth0"))).toEqual([
      "udp 68 0.0.0.0/0",
      "udp 546 fe80::/10",
      "udp 547 fe80::/10",
    ]);
    expect(unknown(on("eth0"))).toEqual([]);
    expect(on("eth1").policy).toMatchObject({ rules: [], unknown: [], loopback: [] });
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
    expect(parsed.policy).toMatchObject({ rules: [], unknown: [], loopback: [] });
    expect(texts(parsed, "ignored").length).toBe(2);
    expect(texts(parsed, "unknown")).toEqual([]);
  });

  test("can be without a heading, and nothing below it", () => {
    expect(open(parseListeners("tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:*"))).toEqual([
      "tcp 22 0.0.0.0/0",
    ]);
    expect(parseListeners(heading).policy.rules).toEqual([]);
  });

  test("says of which family there is nothing", () => {
    expect(texts(parse("tcp 0.0.0.0:22"), "assumed")).toEqual([
      "nothing listens on IPv6 alone: no such socket is in the text",
    ]);
    expect(texts(parse("tcp [::]:22 [::]:*"), "assumed")).toEqual([
      "nothing listens on IPv4 alone: no such socket is in the text",
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
    expect(unknown(parsed)).toEqual(["tcp 80 0.0.0.0/0"]);
    expect(loopback(parsed)).toEqual(["53 udp", "953 tcp"]);
  });

  test("makes unknown the port of a line that is not understood", () => {
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
    expect(unknown(parsed)).toEqual([25, 26, 80, 81, 82].map((port) => `tcp ${port} any`));
    const lines = parsed.notes.filter(({ kind }) => kind === "unknown").map(({ line }) => line);
    expect(lines).toEqual([3, 4, 5, 7, 8, 9]);
    // What is known to be open stays so.
    const twice = parse("tcp 0.0.0.0:25", "tcp example.com:25");
    expect(unknown(twice)).toEqual(["tcp 25 ::/0"]);
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
    expect(unknown(parsed)).toEqual(["tcp 80 0.0.0.0/0"]);
    expect(loopback(parsed)).toEqual(["953 tcp"]);
    expect(parsed.policy.rules.map(({ label }) => label)).toEqual([
      "sshd",
      "Listening",
      "named",
      "dhclient",
    ]);
    expect(texts(parsed, "assumed")).toEqual([
      "no socket is bound to an interface, which netstat would not show, and ss does",
    ]);
  });

  test("can lack a state", () => {
    const parsed = parseListeners(`${text}tcp 0 0 0.0.0.0:81 0.0.0.0:*`);
    expect(unknown(parsed)).toContain("tcp 81 any");
  });
});

describe("texts", () => {
  test("that are none of these are an error with the line", () => {
    const error = (text: string) => thrown(() => parseListeners(text));
    expect(error("\nhello")).toMatchObject({ name: "InvalidConfigurationError", line: 2 });
    expect(
      error("State  Recv-Q Send-Q Local Address:Port\nLISTEN 0 128 0.0.0.0:22 0.0.0.0:*"),
    ).toMatchObject({ line: 1, message: expect.stringContaining("the column of the protocol") });
    expect(error("unix is nice").message).toContain("no socket of TCP or UDP");
    expect(error("").message).toContain("empty");
  });

  for (const [name, text] of [
    ["many sockets", `${heading}\n${"tcp LISTEN 0 1 1.2.3.4:22 0.0.0.0:*\n".repeat(80_000)}`],
    ["many words", `${heading}\ntcp ${"a:1 ".repeat(500_000)}`],
    ["a long word", `${heading}\ntcp LISTEN 0 1 ${":".repeat(2_000_000)}1 0.0.0.0:*`],
    ["many names", `${heading}\ntcp LISTEN 0 1 *:1 *:* ${'("a",pid=1,fd=1)'.repeat(150_000)}`],
    ["many quotes", `${heading}\ntcp LISTEN 0 1 *:1 *:* ${'("'.repeat(1_000_000)}`],
    ["bad lines", `${heading}\n${"x\n".repeat(1_000_000)}`],
    ["bad sockets", `${heading}\n${"tcp 1:1\n".repeat(300_000)}`],
  ] as const) {
    test(`that are hostile end soon: ${name}`, () => {
      const began = performance.now();
      try {
        parseListeners(text);
      } catch (error) {
        expect(error).toBeInstanceOf(CpanelPortsError);
      }
      expect(performance.now() - began).toBeLessThan(2000);
    });
  }
});
