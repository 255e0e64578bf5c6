import { describe, expect, test } from "vitest";
import type { SshListeners } from "../../../src/index.ts";
import { isSshdConfig, parseSshd } from "../../../src/parse/index.ts";
import { thrown } from "../../support/thrown.ts";

const where = ({ listeners }: SshListeners) =>
  listeners.map(({ port, address, families }) => `${address} ${port} ${families}`);
const parse = (...lines: readonly string[]) => parseSshd(lines.join("\n"));

describe("where SSH listens", () => {
  test("listens on port 22 of every address by default", () => {
    const parsed = parse("# nothing", "PermitRootLogin no");
    expect(parsed).toMatchObject({
      listeners: [{ port: 22, address: "any", families: ["ipv4", "ipv6"], decidedBy: null }],
      isComplete: true,
    });
    expect(parsed.notes).toMatchObject([
      {
        kind: "assumed",
        code: "elsewhere",
        text: "sshd is assumed to listen where its configuration says, not where -p or a systemd socket says",
      },
    ]);
    expect(where(parse("#Port 2222", " # Port 2223"))).toEqual(["any 22 ipv4,ipv6"]);
    expect(Object.isFrozen(parsed.listeners[0])).toBe(true);
  });

  test("lists each port once, at each address without its own port", () => {
    expect(where(parse("Port 2222 # new", "port=22", "Port 22", '  PORT\t=\t"ssh"'))).toEqual([
      "any 22 ipv4,ipv6",
      "any 2222 ipv4,ipv6",
    ]);
    const parsed = parse(
      "ListenAddress 127.0.0.1",
      "ListenAddress [::1]:99",
      "ListenAddress 203.0.113.5:2222",
      "ListenAddress fe80::1%eth0",
      "ListenAddress LOCALHOST",
      "Port 22",
      "Port 23",
      "ListenAddress ::",
      "ListenAddress 0.0.0.0",
    );
    expect(where(parsed)).toEqual([
      "127.0.0.1 22 ",
      "fe80::1 22 ipv6",
      "localhost 22 ",
      ":: 22 ipv6",
      "0.0.0.0 22 ipv4",
      "127.0.0.1 23 ",
      "fe80::1 23 ipv6",
      "localhost 23 ",
      ":: 23 ipv6",
      "0.0.0.0 23 ipv4",
      "::1 99 ",
      "203.0.113.5 2222 ipv4",
    ]);
    expect(parsed.listeners.at(-1)?.decidedBy).toEqual({
      input: 0,
      line: 3,
      text: "ListenAddress 203.0.113.5:2222",
      table: null,
      chain: null,
    });
  });

  test("uses the first AddressFamily", () => {
    expect(where(parse("AddressFamily inet", "AddressFamily inet6"))).toEqual(["any 22 ipv4"]);
    expect(where(parse("addressfamily INET6"))).toEqual(["any 22 ipv6"]);
    expect(where(parse("AddressFamily any"))).toEqual(["any 22 ipv4,ipv6"]);
  });

  test("keeps a host name whose address is unknown", () => {
    const parsed = parse("ListenAddress server.example.com:2222", "ListenAddress 10.0.0.0/8");
    expect(where(parsed)).toEqual(["10.0.0.0/8 22 ipv4,ipv6", "server.example.com 2222 ipv4,ipv6"]);
    const name = "the address is a name, and the input does not show what it resolves to";
    expect(parsed.notes.slice(1).map(({ kind, line, text }) => [kind, line, text])).toEqual([
      ["unknown", 1, name],
      ["unknown", 2, name],
    ]);
  });

  test("ignores Match blocks", () => {
    const parsed = parse(
      "Port 22",
      "Match User a",
      "  PasswordAuthentication no",
      "Match all",
      "Port 23",
    );
    expect(where(parsed)).toEqual(["any 22 ipv4,ipv6", "any 23 ipv4,ipv6"]);
  });

  test("reads the output of sshd -T", () => {
    expect(
      where(
        parse(
          "port 22",
          "port 2222",
          "addressfamily any",
          "listenaddress [::]:22",
          "listenaddress 0.0.0.0:22",
        ),
      ),
    ).toEqual([":: 22 ipv6", "0.0.0.0 22 ipv4"]);
  });
});

describe("included files", () => {
  const main = "Include /etc/ssh/sshd_config.d/*.conf 'other file'\nPort 22\n";
  const include = (names: readonly string[], ...texts: readonly string[]) =>
    parseSshd([main, ...texts], { names: ["sshd_config", ...names] });

  test("finds included files by name, and reads them in order", () => {
    const names = ["/etc/ssh/sshd_config.d/b.conf", "./sshd_config.d/a.conf", "other file"];
    const parsed = include(names, "Port 2\nMatch User a", "Port 1", "# no port");
    expect(where(parsed)).toEqual(["any 1 ipv4,ipv6", "any 2 ipv4,ipv6", "any 22 ipv4,ipv6"]);
    expect(parsed.isComplete).toBe(true);
    expect(parsed.listeners[0]?.decidedBy?.input).toBe(2);
  });

  test("reads files that one pattern includes by name, so that the first of them decides", () => {
    const names = ["/etc/ssh/sshd_config.d/b.conf", "/etc/ssh/sshd_config.d/a.conf", "other file"];
    expect(where(include(names, "AddressFamily inet", "AddressFamily inet6", "#"))).toEqual([
      "any 22 ipv6",
    ]);
  });

  test("ignores comments after the included files", () => {
    const names = ["sshd_config", "a"];
    expect(parseSshd(["Include a # not b", "Port 1"], { names }).isComplete).toBe(true);
  });

  test("finds included files in a copy of the directory", () => {
    const names = ["/root/copy/sshd_config", "/root/copy/sshd_config.d/a.conf", "/root/a.conf"];
    const parsed = parseSshd(["Include /etc/ssh/sshd_config.d/*.conf", "Port 1", "Port 2"], {
      names,
    });
    expect(where(parsed)).toEqual(["any 1 ipv4,ipv6"]);
    const elsewhere = ["/root/copy/sshd_config", "/etc/ssh/sshd_config.d/a.conf"];
    expect(where(parseSshd(["Include sshd_config.d/*", "Port 1"], { names: elsewhere }))).toEqual([
      "any 1 ipv4,ipv6",
    ]);
  });

  test("reports missing included files, and notes unused inputs", () => {
    const parsed = include(["/etc/ssh/sshd_config.d/.b.conf", "a.conf"], "Port 1", "Port 2");
    expect(where(parsed)).toEqual(["any 2 ipv4,ipv6", "any 22 ipv4,ipv6"]);
    expect(parsed.isComplete).toBe(false);
    expect(parsed.notes.slice(1)).toEqual([
      {
        kind: "unknown",
        code: "incomplete",
        input: 0,
        line: 1,
        text: '"other file" is included but not among the inputs; it may set other ports',
      },
      {
        kind: "ignored",
        code: "unused",
        input: 1,
        line: null,
        text: "no Include matches the input, so it has no effect",
      },
    ]);
    expect(parseSshd([main, "Port 1"]).isComplete).toBe(false);
    expect(parseSshd("Match User a\nInclude x\n").isComplete).toBe(true);
  });

  test.for([
    ["a?c", "abc", true],
    ["a?c", "a/c", false],
    ["[!a]*", "bcd", true],
    ["[!a]*", "abc", false],
    ["[ab]x", "bx", true],
    ["a[", "a[", true],
    ["a.c+(d)", "a.c+(d)", true],
    ["a.c", "abc", false],
    ["*", ".a", false],
    [".a*", ".ab", true],
    ["[a[!]x", "!x", true],
    ["[\\]x", "\\x", true],
    ["a", "././a", true],
    ["xa", "x./a", false],
    ["/etc/ssh/a", "/etc/ssh/a/b", false],
    ["/etc/*/a", "/a", false],
    ["sshd_config.d/*", "x/sshd_config.d/a", false],
  ] as const)("includes the files that match a pattern: %s", ([pattern, name, isIncluded]) => {
    const parsed = parseSshd([`Include ${pattern}`, "Port 1"], { names: ["sshd_config", name] });
    expect(where(parsed)).toEqual([`any ${isIncluded ? 1 : 22} ipv4,ipv6`]);
  });

  test("rejects files that include each other endlessly", () => {
    const loop = () => parseSshd(["Include a", "Include a"], { names: ["sshd_config", "a"] });
    expect(thrown(loop)).toMatchObject({
      line: 1,
      message: expect.stringContaining("includes too many files"),
    });
  });

  test("rejects more than 16 nested files, and more than 1000 files", () => {
    const nested = (depth: number) => () =>
      parseSshd(
        Array.from({ length: depth + 1 }, (_, index) => `Include a${index + 1}`).with(-1, "Port 1"),
        { names: Array.from({ length: depth + 1 }, (_, index) => `a${index}`) },
      );
    expect(where(nested(16)())).toEqual(["any 1 ipv4,ipv6"]);
    expect(thrown(nested(17))).toMatchObject({
      message: expect.stringContaining("too many files"),
    });
    const many = (count: number) => () =>
      parseSshd(["Include a\n".repeat(count - 1), "Port 1"], { names: ["sshd_config", "a"] });
    expect(where(many(1000)())).toEqual(["any 1 ipv4,ipv6"]);
    expect(thrown(many(1001))).toMatchObject({
      message: expect.stringContaining("too many files"),
    });
  });
});

describe("inputs", () => {
  test.for([
    ["Port 0", "has an invalid port"],
    ["Port 65536", "has an invalid port"],
    ["Port", "has no value"],
    ["Port nonsense", "has an invalid port"],
    ["ListenAddress 10.0.0.1:0", "has an invalid port"],
    ["AddressFamily ipv4", "has an invalid address family"],
    ["Match User a\nPort 22", "is in a Match block"],
    ["AddressFamily inet\nListenAddress ::", "has an address that AddressFamily excludes"],
    ["", "the input is empty: it says nothing about where SSH listens"],
    ["Port 22 23", "has more than one value"],
    ["AddressFamily inet any", "has more than one value"],
    ["ListenAddress ::1 x", "has more than one value"],
    ["ListenAddress ::1 rdomain 1 2", "has more than one value"],
    ["Include", "has no value"],
    ["Match", "has no value"],
    ['Port "22', "has an unterminated quote"],
    ["Port 22 'a", "has an unterminated quote"],
    ["Port 22#a", "has an invalid port"],
    ['Port ""', "has an invalid port"],
    ["Port == 22", "has more than one value"],
  ] as const)("rejects a configuration that sshd rejects: %s", ([text, message]) => {
    expect(thrown(() => parseSshd(text))).toMatchObject({
      name: "InvalidConfigurationError",
      message: expect.stringContaining(message),
    });
  });

  test.for([
    ["Prot 2222", 'line 1 has the unknown keyword "Prot", which sshd rejects (did you mean Port?)'],
    ["UsePAM yes\nPorts=2222", 'line 2 has the unknown keyword "Ports", which sshd rejects'],
    ["UsePAM yes\nListenAdress ::1", "(did you mean ListenAddress?)"],
    ["UsePAM yes\nInclud x", "(did you mean Include?)"],
    ["UsePAM yes\nAdressFamily inet", "(did you mean AddressFamily?)"],
    ["UsePAM yes\nMatsch User a", "(did you mean Match?)"],
    ["UsePAM yes\n'Port' 2222", "line 2 has the unknown keyword \"'Port'\""],
    ["UsePAM yes\n\vPort 2222", "line 2 has the unknown keyword"],
    ['UsePAM yes\n"Port=22', 'line 2 has the unknown keyword ""'],
    ["<html>404</html>", 'line 1 has the unknown keyword "<html>404</html>"'],
    ["Not found", 'line 1 has the unknown keyword "Not", which sshd rejects'],
    ['# csf.conf\nTESTING = "0"\nTCP_IN = "22"', 'line 3 has the unknown keyword "TCP_IN"'],
    ["# Generated\n*filter\n:INPUT DROP [0:0]", 'line 2 has the unknown keyword "*filter"'],
    ["PermitRootLogn no", '"PermitRootLogn", which sshd rejects (did you mean PermitRootLogin?)'],
  ] as const)("rejects text that is no configuration of sshd: %s", ([text, message]) => {
    expect(thrown(() => parseSshd(text))).toMatchObject({
      name: "InvalidConfigurationError",
      message: expect.stringContaining(message),
    });
  });

  test("leaves open what a keyword of a newer sshd does", () => {
    const one = parseSshd("Port 2222\nPermitRootLogn no\n");
    expect(where(one)).toEqual(["any 2222 ipv4,ipv6"]);
    expect(one.isComplete).toBe(false);
    expect(one.notes[1]).toEqual({
      kind: "unknown",
      code: "incomplete",
      input: 0,
      line: 2,
      text: 'unknown keyword "PermitRootLogn" (did you mean PermitRootLogin?): OpenSSH 10.5 rejects it, and a newer sshd may use it to set other ports',
    });
    const several = parseSshd("Port 2222\nTeleport a\nQuantumSafe yes\nWarp 9\n");
    expect(several.isComplete).toBe(false);
    expect(several.notes[1]?.text).toBe(
      'unknown keyword "Teleport" and 2 more: OpenSSH 10.5 rejects them, and a newer sshd may use them to set other ports',
    );
  });

  test("rejects more than 100 unknown keywords", () => {
    const many = (count: number) => () => parseSshd(`Port 2222\n${"Teleport a\n".repeat(count)}`);
    expect(many(100)().isComplete).toBe(false);
    expect(many(101)).toThrow('line 102 has the unknown keyword "Teleport"');
  });

  test.for([
    ['"Port" 2222', 2222],
    ['Po"rt"2222', 2222],
    ['Port "22"22', 2222],
    ["Port '22'\\22", undefined],
    ["Port 2222 # a 'b", 2222],
    ["\tport = 2222 \r", 2222],
    ["PORT=2222", 2222],
    ["RSAAuthentication yes\nPort 4", 4],
    ["GSSAPIKexAlgorithms x\nRSAMinSize 2048\nDebianBanner no\nPort 5", 5],
    ["Banner don't\nPort 6", 6],
  ] as const)("reads a line as sshd does: %s", ([text, port]) => {
    const read = () => parseSshd(text);
    if (port === undefined) {
      expect(read).toThrow("has an invalid port");
    } else {
      expect(where(read())).toEqual([`any ${port} ipv4,ipv6`]);
      expect(read().isComplete).toBe(true);
    }
  });

  test("reads names with spaces and escaped characters", () => {
    const names = ["sshd_config", "a b", 'c"d', "e'f"];
    const include = String.raw`Include "a b" c\"d 'e\'f'`;
    const parsed = parseSshd([include, "Port 1", "Port 2", "Port 3"], { names });
    expect(where(parsed)).toEqual(["any 1 ipv4,ipv6", "any 2 ipv4,ipv6", "any 3 ipv4,ipv6"]);
    expect(
      where(parseSshd([String.raw`Include a\ b`, "Port 1"], { names: ["sshd_config", "a b"] })),
    ).toEqual(["any 1 ipv4,ipv6"]);
    expect(where(parseSshd("ListenAddress 192.0.2.1 rdomain 3"))).toEqual(["192.0.2.1 22 ipv4"]);
  });

  test("reads an empty included file, but no empty main file", () => {
    const names = ["sshd_config", "a"];
    expect(where(parseSshd(["Include a\nPort 3", ""], { names }))).toEqual(["any 3 ipv4,ipv6"]);
    expect(() => parseSshd(["", "Port 3"], { names })).toThrow("the input is empty");
  });

  test("rejects unknown options", () => {
    expect(thrown(() => parseSshd("Port 22", { name: ["a"] } as never)).message).toMatch(
      /^"name" is not one of the options .*names/,
    );
  });

  test("ignores files that a Match block includes", () => {
    const names = ["sshd_config", "a"];
    const error = thrown(() => parseSshd(["Match User b\nInclude a", "Port 22"], { names }));
    expect(error).toMatchObject({
      message: expect.stringContaining("line 1 of input 2 is in a Match block"),
    });
    expect(
      where(parseSshd(["Match User b\nInclude a", "Match all\nPermitRootLogin no"], { names })),
    ).toEqual(["any 22 ipv4,ipv6"]);
  });

  test("distinguishes sshd configurations from firewall files", () => {
    for (const text of [
      "Port 22",
      "# x\n\tListenAddress ::\n",
      "port=22\n",
      "passwordauthentication yes",
    ]) {
      expect(isSshdConfig(text), text).toBe(true);
    }
    for (const text of [
      "#Port 22",
      "ports=22/tcp",
      "-A INPUT -p tcp --dport 22",
      "",
      "Support 22",
    ]) {
      expect(isSshdConfig(text), text).toBe(false);
    }
  });
});
