import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseIptables } from "../../../src/parse/iptables/parse-iptables.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";
import { thrown } from "../../support/thrown.ts";

const table = (...rules: readonly string[]) =>
  `*filter\n:INPUT DROP\n:OUTPUT ACCEPT\n-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\n${rules.join("\n")}\nCOMMIT\n`;

const read = (
  sets: string,
  rules: string | readonly string[],
  options: Parameters<typeof parseIptables>[1] = { family: "ipv4" },
) =>
  openAndUndetermined(
    parseIptables([sets, typeof rules === "string" ? rules : table(...rules)], options),
    "inbound",
  );

const accept = (match: string, sets: string, options?: Parameters<typeof parseIptables>[1]) =>
  read(sets, [`-A INPUT -p tcp -m tcp --dport 20:30 -m set ${match} -j ACCEPT`], options);
const open = (...ports: readonly string[]) => ({
  open: ports.map((port) => `tcp ${port}`),
  undetermined: [],
});

test("reads a ban list exactly with the output of ipset save", () => {
  const rules = readFileSync(join(import.meta.dirname, "inputs/08-ipset-ban-list.rules"), "utf8");
  const sets = `create chain_DENY hash:net family inet hashsize 1024 maxelem 65536
add chain_DENY 192.0.2.0/24
add chain_DENY 198.51.100.7
`;
  const banned = "not 192.0.2.0/24,198.51.100.7";
  expect(read(sets, rules)).toEqual(open(`22 ${banned}`, `2083 ${banned}`, `2087 ${banned}`));
  expect(openAndUndetermined(parseIptables([rules, sets], { family: "ipv4" }), "inbound")).toEqual(
    read(sets, rules),
  );
});

describe("the members of a set", () => {
  test.for([
    ["hash:ip family inet", ["192.0.2.1", "192.0.2.8/30"], "src", ["20-30 192.0.2.1,192.0.2.8/30"]],
    ["hash:ip family inet netmask 24", ["192.0.2.0"], "src", ["20-30 192.0.2.0/24"]],
    ["hash:ip family inet netmask 24", ["192.0.2.9"], "src", ["20-30 192.0.2.0/24"]],
    ["hash:ip family inet netmask 24", ["192.0.2.9-192.0.3.4"], "src", ["20-30 192.0.2.0/23"]],
    ["hash:ip family inet", ["192.0.2.4-192.0.2.7"], "src", ["20-30 192.0.2.4/30"]],
    ["hash:ip family inet", ["[192.0.2.9]"], "src", ["20-30 192.0.2.9"]],
    ["bitmap:ip range 192.0.2.0/24", ["192.0.2.9"], "src", ["20-30 192.0.2.9"]],
    [
      "hash:net family inet",
      ["10.0.0.0/8", "10.1.0.0/16 nomatch", "10.1.2.0/24"],
      "src",
      [
        "20-30 10.0.0.0/16,10.1.2.0/24,10.2.0.0/15,10.4.0.0/14,10.8.0.0/13,10.16.0.0/12,10.32.0.0/11,10.64.0.0/10,10.128.0.0/9",
      ],
    ],
    // The smallest network decides, in any order.
    [
      "hash:net family inet",
      ["10.255.2.0/24", "10.255.0.0/16 nomatch", "10.254.0.0/15"],
      "src",
      ["20-30 10.254.0.0/16,10.255.2.0/24"],
    ],
    [
      "hash:ip,port family inet",
      [
        "192.0.2.1,tcp:22",
        "192.0.2.2,tcp:22",
        "192.0.2.1,udp:25",
        "192.0.2.1,icmp:echo-request",
        "192.0.2.1,sctp:26",
      ],
      "src,dst",
      ["22 192.0.2.1,192.0.2.2"],
    ],
    [
      "hash:ip,port family inet",
      ["192.0.2.1,22-23", "192.0.2.1,ssh"],
      "src,dst",
      ["22-23 192.0.2.1"],
    ],
    ["hash:ip,port family inet", ["192.0.2.1,ssh-smtp"], "src,dst", ["22-25 192.0.2.1"]],
    ["bitmap:port range 0-1023", ["0", "22", "24-26", "80"], "dst", ["22", "24-26"]],
    [
      "hash:net,port family inet",
      ["192.0.2.0/24,tcp:22", "192.0.2.7,tcp:22 nomatch"],
      "src,dst",
      [
        "22 192.0.2.0/30,192.0.2.4/31,192.0.2.6,192.0.2.8/29,192.0.2.16/28,192.0.2.32/27,192.0.2.64/26,192.0.2.128/25",
      ],
    ],
    [
      "hash:net,iface family inet",
      ["192.0.2.0/24,eth0", "10.0.0.0/8,lo"],
      "src,src",
      ["20-30 192.0.2.0/24"],
    ],
    ["hash:net,iface family inet", ["192.0.2.0/24,eth1"], "src,src", []],
    ["hash:net,iface family inet", ["192.0.2.0/24,eth0"], "src,dst", []],
    ["hash:net,net family inet", ["192.0.2.0/24,0.0.0.0/0"], "src,dst", ["20-30 192.0.2.0/24"]],
    ["hash:ip family inet", ["192.0.2.1"], "src,dst", ["20-30 192.0.2.1"]],
    // A set with more parts than ends, or of the other family, matches nothing.
    ["hash:ip,port family inet", ["192.0.2.1,tcp:22"], "src", []],
    [
      "hash:ip,port family inet",
      ["192.0.2.1,udp:domain", "192.0.2.1,tcp:24", "192.0.2.1,tcp:ftp-data"],
      "src,dst",
      ["20 192.0.2.1", "24 192.0.2.1"],
    ],
    ["hash:ip family inet6", ["2001:db8::1"], "src", []],
    ["hash:ip family inet", [], "src", []],
  ] as const)("decide ports for type %s: %s", ([type, members, flags, expected]) => {
    const sets = `create s ${type}\n${members.map((member) => `add s ${member}\n`).join("")}`;
    const options = { family: "ipv4", interface: "eth0" } as const;
    expect(accept(`--match-set s ${flags}`, sets, options)).toEqual(open(...expected));
    // Addresses outside the set are accepted by the negated match, and by a RETURN for members.
    const others = accept(`! --match-set s ${flags}`, sets, options);
    if (others.undetermined.length === 0) {
      const returned = read(
        sets,
        table(
          ":c - [0:0]",
          "-A INPUT -p tcp -m tcp --dport 20:30 -j c",
          `-A c -m set --match-set s ${flags} -j RETURN`,
          "-A c -j ACCEPT",
        ),
        options,
      );
      expect(others).toEqual(returned);
    }
  });

  test("have a protocol, except in a bitmap of ports", () => {
    const udp = (type: string, member: string, flags: string) =>
      read(
        `create s ${type}\nadd s ${member}\n`,
        table(`-A INPUT -p udp -m set --match-set s ${flags} -j ACCEPT`),
      );
    const opened = (port: string) => ({ open: [`udp ${port}`], undetermined: [] });
    expect(udp("bitmap:port range 0-1023", "25", "dst")).toEqual(opened("25"));
    expect(udp("hash:ip,port", "192.0.2.1,udp:25", "src,dst")).toEqual(opened("25 192.0.2.1"));
    expect(udp("hash:ip,port", "192.0.2.1,25", "src,dst")).toEqual({ open: [], undetermined: [] });
  });

  test("are in doubt only for a local network that may not be the server's", () => {
    const sets =
      "create s hash:net,net family inet\nadd s 192.0.2.0/24,0.0.0.0/0\nadd s 198.51.100.0/24,10.0.0.0/8\n";
    const { open: opened, undetermined } = accept("--match-set s src,dst", sets);
    expect(opened).toEqual(["tcp 20-30 192.0.2.0/24"]);
    expect(undetermined).toEqual(["tcp 20-30 198.51.100.0/24"]);
  });

  test("include the members of all sets in a set of sets", () => {
    const sets = `create a hash:ip family inet
add a 192.0.2.1
create b hash:ip,port family inet
add b 192.0.2.2,tcp:22
create c hash:ip family inet6
create all list:set size 8
add all a
add all b
add all c
`;
    expect(accept("--match-set all src,dst", sets)).toEqual(
      open("20-21 192.0.2.1", "22 192.0.2.1,192.0.2.2", "23-30 192.0.2.1"),
    );
    expect(accept("--match-set all src", sets)).toEqual(open("20-30 192.0.2.1"));
    expect(accept("--match-set all src", `${sets}add all unread\n`).open).toEqual([]);
  });

  test("apply only to their own family", () => {
    const sets = "create s hash:net family inet6\nadd s 2001:db8::/32\n";
    const rules = table(
      "-A INPUT -p 58 -j ACCEPT",
      "-A INPUT -p tcp --dport 22 -m set --match-set s src -j ACCEPT",
    );
    expect(read(sets, rules, { family: "ipv6" })).toEqual(open("22 2001:db8::/32"));
    // Neighbor discovery messages have no ports, and come from many addresses.
    const ports = "create p bitmap:port range 0-9\nadd p 1\n";
    const drops = (set: string) =>
      table(
        `-A INPUT -p 58 -m set ! --match-set ${set} src -j ACCEPT`,
        "-A INPUT -p tcp --dport 22 -j ACCEPT",
      );
    expect(read(sets, drops("s"), { family: "ipv6" })).toEqual(open("22"));
    expect(read(ports, drops("p").replace(" src ", " dst "), { family: "ipv6" })).toEqual(
      open("22"),
    );
    const out = (set: string) =>
      `*filter\n:INPUT ACCEPT\n:OUTPUT DROP\n-A OUTPUT -m state --state ESTABLISHED -j ACCEPT\n-A OUTPUT -p 58 -m set ! --match-set ${set} dst -j ACCEPT\nCOMMIT\n`;
    expect(read(sets, out("s"), { family: "ipv6" }).open).toEqual(["everything"]);
    const all = "create s hash:net family inet6\nadd s ::/1\nadd s 8000::/1\n";
    expect(read(all, drops("s"), { family: "ipv6" })).toEqual(open());
  });

  test("include members that expire, with a note", () => {
    const sets =
      'create s hash:ip family inet timeout 600\nadd s 192.0.2.1 timeout 9 comment "a b"\nadd s 192.0.2.2 timeout 0\n';
    const exposure = parseIptables([sets, table("-A INPUT -m set --match-set s src -j ACCEPT")]);
    expect(exposure.notes).toContainEqual({
      kind: "assumed",
      code: "temporary",
      input: 0,
      line: 1,
      text: "a member of the ipset s will expire",
    });
    const lasting = parseIptables([sets.replace("timeout 9", "timeout 0"), table()]);
    expect(lasting.notes.map(({ code }) => code)).not.toContain("temporary");
    const two = `${sets}add s 192.0.2.3 timeout 8\n`;
    expect(parseIptables([two, table()]).notes.map(({ text }) => text)).toContain(
      "2 members of the ipset s will expire",
    );
  });
});

describe("a set in doubt", () => {
  test.for([
    ["hash:mac", ["01:02:03:04:05:06"], "src"],
    ["hash:ip,mark family inet", ["192.0.2.1,0x00000001"], "src,src"],
    ["hash:net,iface family inet", ["192.0.2.0/24,physdev:eth0"], "src,src"],
    ["hash:net,net family inet", ["192.0.2.0/24,10.0.0.0/8"], "src,dst"],
    [
      "hash:net,net family inet",
      ["192.0.2.0/24,10.0.0.0/8", "192.0.2.0/25,10.0.0.0/8 nomatch"],
      "src,dst",
    ],
    [
      "hash:net,net family inet",
      ["192.0.2.0/24,0.0.0.0/0", "192.0.2.0/25,0.0.0.0/0 nomatch"],
      "src,dst",
    ],
    [
      "hash:net,port family inet",
      ["192.0.2.0/24,tcp:20-30", "192.0.2.0/25,tcp:22 nomatch"],
      "src,dst",
    ],
    ["hash:ip family inet", ["192.0.2.1"], "dst"],
    ["hash:ip family inet", ["192.0.2.1"], "over"],
    ["bitmap:port range 0-65535", ["40000-50000"], "src"],
    ["hash:ip,port,ip family inet", ["192.0.2.1,tcp:22,192.0.2.2"], "src,dst,dst"],
  ] as const)("leaves ports undetermined: %s %s", ([type, members, flags]) => {
    const sets = `create s ${type}\n${members.map((member) => `add s ${member}\n`).join("")}`;
    expect(accept(`--match-set s ${flags}`, sets).undetermined).not.toEqual([]);
  });

  test("leaves ports undetermined if negated with anything except remote addresses and server ports", () => {
    const sets = "create s hash:net,iface family inet\nadd s 192.0.2.0/24,eth0\n";
    expect(accept("! --match-set s src,src", sets).undetermined).not.toEqual([]);
  });

  test("leaves ports undetermined if a rule matches its exceptions", () => {
    const sets =
      "create s hash:net family inet\nadd s 198.51.100.0/24\nadd s 198.51.100.77 nomatch\n";
    expect(accept("--match-set s src --return-nomatch", sets).undetermined).not.toEqual([]);
  });

  test("leaves ports undetermined if rules add to it", () => {
    const rules = table(
      "-A INPUT -p tcp --dport 9 -j SET --add-set s src",
      "-A INPUT -p tcp --dport 22 -m set --match-set s src -j ACCEPT",
    );
    expect(read("create s hash:ip\nadd s 192.0.2.1\n", rules).undetermined).toEqual(["tcp 22"]);
  });

  test("leaves ports undetermined if there are more combinations than the limit", () => {
    const sets = `create s hash:ip,port family inet\n${Array.from({ length: 70 }, (_, index) => `add s 192.0.2.${index},tcp:${index + 1}\n`).join("")}`;
    const both = "--match-set s src,dst -m set --match-set s src,dst";
    expect(accept(both, sets).undetermined).not.toEqual([]);
    const many = `create s hash:ip,port family inet\n${Array.from({ length: 4097 }, (_, index) => `add s 192.0.2.1,tcp:${index + 1}\n`).join("")}`;
    expect(accept("--match-set s src,dst", many).undetermined).not.toEqual([]);
  });
});

describe("the output of ipset save", () => {
  test("is read with comments, short options and CRLF line ends", () => {
    const sets =
      "# sets\r\n-N s hash:ip\r\n-A s 192.0.2.9\r\nflush s\r\nadd s 192.0.2.1\r\nCOMMIT\r\n";
    expect(accept("--match-set s src", sets)).toEqual(open("20-30 192.0.2.1"));
    const indented = "  # sets\n\tcreate s hash:ip\n\tadd s 192.0.2.1\n";
    expect(accept("--match-set s src", indented)).toEqual(open("20-30 192.0.2.1"));
  });

  test("is not a rule with a comment about sets", () => {
    const rule = '-A INPUT -p tcp --dport 22 -m comment --comment "create s hash:ip" -j ACCEPT';
    expect(read("create s hash:ip\n", [rule])).toEqual(open("22"));
  });

  test.for([
    ["create s hash:ip\ncreate s hash:ip", 'line 2 creates the ipset "s" again'],
    [
      "create s hash:ip\nadd t 192.0.2.1",
      'line 2 adds to the ipset "t", which no line creates: the input is cut off',
    ],
    [
      "create s hash:ip\nadd s 2001:db8::1",
      'line 2 is not a valid member of the ipset s: "add s 2001:db8::1"',
    ],
    ["create s hash:ip\nadd s 192.0.2.1,tcp:22", "line 2 is not a valid member of the ipset s"],
    ["create s hash:ip\nadd s 192.0.2.9-192.0.2.1", "line 2 is not a valid member of the ipset s"],
    [
      "create s hash:ip\nadd s 192.0.2.1-192.0.2.2-192.0.2.3",
      "line 2 is not a valid member of the ipset s",
    ],
    ...["x-y", "x-192.0.2.1", "192.0.2.1-x", "2001:db8::1-192.0.2.1", "192.0.2.1-2001:db8::1"].map(
      (range) =>
        [
          `create s hash:ip\nadd s ${range}`,
          "line 2 is not a valid member of the ipset s",
        ] as const,
    ),
    [
      "create s hash:ip,port\nadd s 192.0.2.1,tcp:unheard-of",
      "line 2 is not a valid member of the ipset s",
    ],
    ["create s bitmap:port\nadd s 9-2", "line 2 is not a valid member of the ipset s"],
    ["create s hash:ip netmask -1", 'line 1 cannot be parsed: "create s hash:ip netmask -1"'],
    ["create s hash:ip netmask 99", 'line 1 cannot be parsed: "create s hash:ip netmask 99"'],
    ["create s hash:ip\ncreate t hash:what", 'line 2 cannot be parsed: "create t hash:what"'],
    ["create s hash:ip\ncreate t tree:ip", 'line 2 cannot be parsed: "create t tree:ip"'],
    ["create s hash:ip\nrename s t", 'line 2 cannot be parsed: "rename s t"'],
  ] as const)("%s: %s", ([sets, message]) => {
    expect(thrown(() => read(sets, [])).message).toContain(message);
  });

  test("is rejected without rules", () => {
    expect(thrown(() => parseIptables("create s hash:ip\n")).message).toContain(
      "the input contains only ipsets and no rules",
    );
  });
});

describe("outbound packets and replies", () => {
  const sets = "create s hash:ip,port family inet\nadd s 192.0.2.1,tcp:25\n";
  const chain = (rule: string) => `*filter\n:INPUT ACCEPT\n:OUTPUT DROP\n${rule}\nCOMMIT\n`;
  const outbound = (rule: string) =>
    openAndUndetermined(parseIptables([sets, chain(rule)], { family: "ipv4" }), "outbound");

  test("match a set by their destination", () => {
    const rule = "-A OUTPUT -p tcp -m set --match-set s dst,dst -j ACCEPT";
    // The machines the server needs are undocumented, so a few addresses leave the port undetermined.
    expect(outbound(rule)).toEqual({ open: [], undetermined: ["tcp 25"] });
    const others = outbound("-A OUTPUT -p tcp -m set ! --match-set s dst,dst -j ACCEPT");
    expect(others).toEqual(open("1-24", "25 not 192.0.2.1", "26-65535"));
  });

  test("match a set by the server's port", () => {
    const inbound = (rule: string) => read(sets, chain(rule));
    expect(inbound("-A OUTPUT -p tcp -m set --match-set s dst,src -j ACCEPT")).toEqual(
      open("25 192.0.2.1"),
    );
    expect(inbound("-A OUTPUT -p tcp -m set ! --match-set s dst,src -j ACCEPT")).toEqual(
      open("1-24", "25 not 192.0.2.1", "26-65535"),
    );
  });
});
