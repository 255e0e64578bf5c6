import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Policy, type PolicyRule, releases } from "../../../src/index.ts";
import { subtract } from "../../../src/net/address-set.ts";
import { combine, remotesOf, whoMayOf } from "../../../src/net/remote-addresses.ts";
import type { Direction, Exposure, PortAccess } from "../../../src/net/types.ts";
import { type ParseApfOptions, parseApf } from "../../../src/parse/apf/parse-apf.ts";
import { renderApf, renderApfAllow } from "../../../src/render/index.ts";
import { somePolicies } from "../../support/policies.ts";
import { qualified } from "../../support/qualified.ts";
import { openTo } from "../../support/same-policy.ts";
import { thrown } from "../../support/thrown.ts";

const families = ["ipv4"] as const;

/** The networks and ports that the default settings block. */
const reserved = [
  "0.0.0.0/8",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
];
const blocked: readonly [number, number][] = [
  [111, 111],
  [135, 139],
  [445, 445],
  [513, 513],
  [520, 520],
  [1214, 1214],
  [1234, 1234],
  [1433, 1434],
  [1524, 1524],
  [2323, 2323],
  [3127, 3127],
  [4660, 4678],
  [6257, 6257],
  [6346, 6347],
  [6699, 6699],
  [6881, 6889],
  [7778, 7778],
];

/** Settings that block nothing, so that only the tested rules have an effect. */
const plain = 'BLK_RESNET="0"\nBLK_PORTS=""\nBLK_P2P_PORTS=""\nTCR_PASS="0"\nIG_TCP_CPORTS=""\n';

const who = ({ sources, except }: PortAccess) =>
  `${sources}${except.length > 0 ? ` but ${except}` : ""}`;
const lineOf = (each: PortAccess) =>
  `${each.protocol} ${each.ports.from === each.ports.through ? "" : `${each.ports.from}-`}${each.ports.through} ${who(each)}`;
const open = ({ defaults, rules }: Exposure, direction: Direction = "inbound") =>
  defaults[direction] === "accept"
    ? ["all"]
    : rules.filter((rule) => rule.direction === direction).map(lineOf);
const undetermined = (exposure: Exposure, direction: Direction = "inbound") =>
  exposure.undetermined.filter((each) => each.direction === direction).map(lineOf);
const texts = ({ notes }: Exposure, kind: string) =>
  notes.filter((note) => note.kind === kind).map((note) => note.text);
const read = (settings: string, ...lists: readonly string[]) =>
  parseApf([plain + settings, ...lists]);
const all = ["tcp 1-65535 any", "udp 1-65535 any"];

describe("the settings", () => {
  test("opens ports and ranges of both protocols", () => {
    const parsed = read('IG_TCP_CPORTS="22,80, 2083_2087 30:40"\nIG_UDP_CPORTS=53 # DNS');
    expect(open(parsed)).toEqual([
      "tcp 22 any",
      "tcp 30-40 any",
      "tcp 80 any",
      "tcp 2083-2087 any",
      "udp 53 any",
    ]);
    expect(open(parsed, "outbound")).toEqual(["all"]);
    expect(parsed.families).toEqual(families);
    expect(parsed.undetermined).toEqual([]);
  });

  test("uses the last value of a setting, in any form a shell accepts", () => {
    const parsed = read(
      'IG_TCP_CPORTS="1"\nIG_TCP_CPORTS=\'22\'\n  IG_UDP_CPORTS=\'53\'\tTCR_PASS="1"  TCR_PORTS="5:6" # x\nNAME="$HOSTNAME $(date)"',
    );
    expect(open(parsed)).toEqual(["tcp 22 any", "udp 5-6 any", "udp 53 any"]);
    expect(open(parseApf([`${plain}IG_TCP_CPORTS="1"`, 'IG_TCP_CPORTS="2"']))).toEqual([
      "tcp 2 any",
    ]);
  });

  test("assumes and notes the defaults of APF 9.7 for missing settings", () => {
    const parsed = parseApf('EGF="0"');
    expect(open(parsed).map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "tcp 22",
      "udp 33434-33534",
    ]);
    expect(parsed.rules[0]?.except).toEqual(reserved);
    const ports = parsed.rules.filter(
      (rule) => rule.direction === "outbound" && rule.protocol === "tcp",
    );
    expect(ports.map((rule) => rule.ports.through + 1).slice(0, -1)).toEqual(
      blocked.map(([from]) => from),
    );
    expect(texts(parsed, "assumed")).toContain(
      "settings missing from the input are assumed to have the defaults of APF 9.7",
    );
    expect(texts(parsed, "assumed")).toContainEqual(expect.stringContaining("DEVEL_MODE is 1"));
  });

  test("notes what it assumes", () => {
    const assumed = (
      settings: string,
      lists: readonly string[] = [],
      options: ParseApfOptions = {},
    ) => parseApf([settings, ...lists], options).notes.filter(({ kind }) => kind === "assumed");
    const note = (code: string, text: string) => ({
      kind: "assumed",
      code,
      input: 0,
      line: null,
      text,
    });
    const always = [
      note(
        "elsewhere",
        "APF is assumed to be running, with its other files as shipped with APF 9.7",
      ),
      note("family", "APF filters only IPv4; IPv6 was not examined"),
      note(
        "default",
        "settings missing from the input are assumed to have the defaults of APF 9.7",
      ),
    ];
    const testing = {
      ...note(
        "testing",
        "DEVEL_MODE is 1: APF accepts all traffic after five minutes; the result applies until then",
      ),
      decidedBy: [expect.objectContaining({ text: 'DEVEL_MODE="1" (by default)' })],
    };
    const clients = note(
      "match",
      "clients are assumed not to connect from a port that APF blocks or that a host list contains",
    );
    const empty = (kind: string) =>
      note("incomplete", `${kind}_hosts.rules is assumed to be empty`);
    const server = note(
      "match",
      "the server itself is assumed not to be in any network in deny_hosts.rules",
    );
    const allowed = "# allow_hosts\n192.0.2.1\n";
    const denied = "# deny_hosts\n192.0.2.1\n";
    const done = 'DEVEL_MODE="0"';
    expect(assumed(plain)).toEqual([...always, testing, clients, empty("allow"), empty("deny")]);
    expect(assumed(plain + done, [allowed])).toEqual([...always, clients, empty("deny")]);
    expect(assumed(plain + done, [denied])).toEqual([...always, clients, empty("allow"), server]);
    expect(assumed(plain + done, [denied], { addresses: "203.0.113.1" })).toEqual([
      ...always,
      clients,
      empty("allow"),
    ]);
    expect(assumed(plain + done, [allowed, denied])).toEqual([...always, clients, server]);
  });

  test("treats settings missing from a whole conf.apf as empty", () => {
    const parsed = parseApf('EGF="0"\nALL_STOP=x\n. $CNFINT\nTCP_STOP=DROP UDP_STOP=DROP');
    expect(open(parsed)).toEqual([]);
    expect(open(parsed, "outbound")).toEqual(["all"]);
    expect(parsed.undetermined).toEqual([]);
    expect(texts(parsed, "assumed")).not.toContainEqual(
      expect.stringContaining("the defaults of APF 9.7"),
    );
  });

  test.skipIf(!existsSync("/etc/apf-firewall/conf.apf"))(
    "has the same defaults as the packaged conf.apf",
    () => {
      const exposure = parseApf(readFileSync("/etc/apf-firewall/conf.apf", "utf8"));
      expect(openTo(exposure, families)).toBe(openTo(parseApf('EGF="0"'), families));
      expect(exposure.notes.filter((note) => note.kind === "unknown")).toEqual([]);
    },
  );

  test("drops blocked ports and networks in both directions, regardless of open ports", () => {
    const parsed = read(
      'IG_TCP_CPORTS="20_30"\nBLK_PORTS="22"\nBLK_P2P_PORTS="25_26"\nBLK_PRVNET="1"\nBLK_MCATNET="1"',
    );
    const but = "any but 10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,224.0.0.0/4";
    expect(open(parsed)).toEqual([`tcp 20-21 ${but}`, `tcp 23-24 ${but}`, `tcp 27-30 ${but}`]);
    expect(open(parsed, "outbound").slice(0, 3)).toEqual([
      `tcp 1-21 ${but}`,
      `tcp 23-24 ${but}`,
      `tcp 27-65535 ${but}`,
    ]);
    expect(texts(parsed, "assumed")).toContainEqual(
      expect.stringContaining("clients are assumed not to connect"),
    );
  });

  test("blocks ident unless its port is open", () => {
    expect(open(read('BLK_IDENT="1"'), "outbound")).toContain("tcp 114-65535 any");
    expect(open(read('BLK_IDENT="1"\nIG_TCP_CPORTS="25,113"'), "outbound")).toEqual(["all"]);
    expect(open(read('BLK_IDENT="1"\nIG_TCP_CPORTS="100_120"'))).toEqual([
      "tcp 100-112 any",
      "tcp 114-120 any",
    ]);
  });

  test("limits outbound connections", () => {
    const egress = 'EGF="1"\nEG_TCP_CPORTS="53,80"\nEG_UDP_CPORTS="53"\n';
    const parsed = read(egress);
    expect(open(parsed, "outbound")).toEqual(["tcp 53 any", "tcp 80 any", "udp 53 any"]);
    expect(undetermined(parsed, "outbound")).toEqual([]);
    const names = read(egress.replaceAll("53", "81"));
    expect(undetermined(names, "outbound")).toEqual(["tcp 53 any", "udp 53 any"]);
    expect(names.undetermined[0]?.reasons[0]).toContain("/etc/resolv.conf");
    expect(open(read(`${egress.replaceAll("53", "81")}RESV_DNS="0"`), "outbound")).toContain(
      "udp 53 any",
    );
    expect(
      undetermined(read(`${egress}EG_TCP_UID="0:22,5:25_26"\nEG_UDP_UID="x"`), "outbound"),
    ).toEqual(["tcp 22 any", "tcp 25-26 any", "udp 1-52 any", "udp 54-65535 any"]);
  });

  test("limits mail ports to some users with SMTP_BLOCK, except ports that EGF opens", () => {
    const mail = ["tcp 25 any", "tcp 465 any", "tcp 587 any"];
    expect(undetermined(read(`${plain}SMTP_BLOCK="1"`), "outbound")).toEqual(mail);
    expect(
      undetermined(
        read(`EGF="1"\nEG_TCP_CPORTS="25"\nSMTP_BLOCK="1"\nSMTP_PORTS="25,2525"`),
        "outbound",
      ),
    ).toContain("tcp 2525 any");
  });

  test("opens the traceroute ports in both directions", () => {
    const parsed = read('TCR_PASS="1"\nEGF="1"\nEG_TCP_CPORTS=""\nEG_UDP_CPORTS="53"');
    expect(open(parsed)).toEqual(["udp 33434-33534 any"]);
    expect(open(parsed, "outbound")).toContain("udp 33434-33534 any");
    expect(undetermined(read('TCR_PASS="1"\nTCR_PORTS="many"'))).toEqual(["udp 1-65535 any"]);
  });

  test("opens everything on a trusted interface if the interface is given", () => {
    const settings = 'IFACE_TRUSTED="eth1,wg0"\nIG_TCP_CPORTS="22"';
    expect(undetermined(read(settings))).toEqual([
      "tcp 1-21 any",
      "tcp 23-65535 any",
      "udp 1-65535 any",
    ]);
    const on = (name: string) => open(parseApf(plain + settings, { interface: name }));
    expect(on("wg0")).toEqual(["all"]);
    expect(on("eth0")).toEqual(["tcp 22 any"]);
  });

  test("leaves a protocol undetermined if a setting contains words other than ports", () => {
    expect(undetermined(read('IG_TCP_CPORTS="22,ssh"'))).toEqual([
      "tcp 1-21 any",
      "tcp 23-65535 any",
    ]);
    expect(undetermined(read('IG_TCP_CPORTS="22"\nBLK_PORTS="none"'))).toEqual(["tcp 22 any"]);
    expect(undetermined(read('BLK_PORTS="none"'), "outbound")).toEqual(all);
  });

  test("leaves blocked packets undetermined if the stop setting is unsupported", () => {
    expect(undetermined(read('TCP_STOP="ACCEPT"'))).toEqual(["tcp 1-65535 any"]);
    expect(undetermined(read('UDP_STOP="RESET"'))).toEqual(["udp 1-65535 any"]);
    expect(undetermined(read('TCP_STOP="RESET"\nUDP_STOP="PROHIBIT"'))).toEqual([]);
    expect(undetermined(read('ALL_STOP="LOG"\nBLK_PRVNET="1"\nIG_TCP_CPORTS="22"'))).toEqual(
      all.map((line) => line.replace("any", "10.0.0.0/8,172.16.0.0/12,192.168.0.0/16")),
    );
  });

  test("qualifies ports as possibly closed to the addresses of a downloaded list", () => {
    for (const name of ["DLIST_PHP", "DLIST_SPAMHAUS", "DLIST_DSHIELD", "RAB"]) {
      const parsed = read(`IG_TCP_CPORTS="22"\n${name}="1"`);
      const reason = `may be closed to some (the list of ${name}, line 7)`;
      expect(open(parsed), name).toEqual(["tcp 22 any"]);
      expect(parsed.undetermined, name).toEqual([]);
      expect(qualified(parsed), name).toEqual([`tcp 22 ${reason}`]);
      expect(qualified(parsed, "outbound"), name).toEqual(
        ["tcp 1-65535", "udp 1-65535"].map((each) => `${each} ${reason}`),
      );
    }
    expect(qualified(read('IG_TCP_CPORTS="22"\nBLK_RESNET="1"\nDLIST_RESERVED="1"'))[0]).toContain(
      "may be closed to some (the list of DLIST_RESERVED, line 8)",
    );
    const global = read('IG_TCP_CPORTS="22"\nUSE_RGT="1"');
    expect(open(global)).toEqual(["tcp 22 any"]);
    expect(qualified(global)).toEqual([
      "tcp 1-21 may be open to some (the list of USE_RGT, line 7)",
      "tcp 22 may be closed to some (the list of USE_RGT, line 7)",
      "tcp 23-65535 may be open to some (the list of USE_RGT, line 7)",
      "udp 1-65535 may be open to some (the list of USE_RGT, line 7)",
    ]);
  });

  test("leaves ports undetermined that settings outside the input may block", () => {
    expect(undetermined(read('IG_TCP_CPORTS="22"\nVF_LGATE="00:11:22:33:44:55"'))).toEqual([
      "tcp 22 any",
    ]);
    expect(undetermined(read('IG_TCP_CPORTS="22"\nDLIST_RESERVED="1"'))).toEqual([]);
    const parsed = read('IG_TCP_CPORTS="22"\nSET_VNET="1"');
    expect(undetermined(parsed)).toEqual(all);
    expect(undetermined(parsed, "outbound")).toEqual(all);
  });

  test("leaves everything undetermined after computed settings or other shell code", () => {
    for (const code of [
      'IG_TCP_CPORTS="$BASE,80"',
      'IG_TCP_CPORTS="`cat ports`"',
      'IG_TCP_CPORTS="22',
      'IG_TCP_CPORTS="22"; reboot',
      "IG_TCP_CPORTS=$BASE",
      'IG_TCP_CPORTS+=",80"',
      "if [ -f /x ]; then",
      "iptables -F",
      'IPT="/bin/true"',
      "export EGF=1",
      "source /etc/other",
    ]) {
      const parsed = read(`IG_UDP_CPORTS="53"\n${code}\nnonsense (`);
      expect(open(parsed), code).toEqual([]);
      expect(undetermined(parsed), code).toEqual(all);
      expect(undetermined(parsed, "outbound"), code).toEqual(all);
      expect(
        parsed.notes.filter(({ kind }) => kind === "unknown"),
        code,
      ).toMatchObject([{ line: 7, input: 0 }]);
    }
  });
});

describe("the host lists", () => {
  const allow = (...lines: readonly string[]) => `##\n# allow_hosts\n${lines.join("\n")}\n`;
  const deny = (...lines: readonly string[]) => `##\n# deny_hosts\n${lines.join("\n")}\n`;

  test("allows ports to sources before blocked ports and after blocked networks", () => {
    const parsed = read(
      'BLK_PORTS="111"\nBLK_PRVNET="1"',
      allow(
        "tcp:in:d=22:s=198.51.100.0/24",
        "udp:in:d=53_54:s=203.0.113.9",
        "in:d=25:s=198.51.100.7",
        "d=111:s=198.51.100.7",
        "tcp:in:d=80:s=10.0.0.0/8",
        "tcp:in:d=81:s=0/0",
        "tcp:in:s=22:s=198.51.100.7",
      ),
    );
    expect(open(parsed)).toEqual([
      "tcp 22 198.51.100.0/24",
      "tcp 25 198.51.100.7",
      "tcp 81 any but 10.0.0.0/8,172.16.0.0/12,192.168.0.0/16",
      "tcp 111 198.51.100.7",
      "udp 53-54 203.0.113.9",
    ]);
    expect(undetermined(parsed)).toEqual([]);
  });

  test("denies both protocols unless an allow entry precedes", () => {
    const parsed = read(
      'IG_TCP_CPORTS="22,80"\nIG_UDP_CPORTS="80"',
      deny("203.0.113.0/24", "d=80:s=198.51.100.0/24", "tcp:in:d=22:s=192.0.2.1"),
      allow("tcp:in:d=22:s=203.0.113.5", "203.0.113.7"),
    );
    // The entry for one port accepts the connection, but no replies.
    const but =
      "203.0.113.0/30,203.0.113.4/31,203.0.113.6,203.0.113.8/29,203.0.113.16/28,203.0.113.32/27,203.0.113.64/26,203.0.113.128/25";
    expect(open(parsed).filter((line) => !line.endsWith(" 203.0.113.7"))).toEqual([
      `tcp 22 any but 192.0.2.1,${but}`,
      `tcp 80 any but 198.51.100.0/24,${but}`,
      `udp 80 any but 198.51.100.0/24,${but}`,
    ]);
    expect(open(parsed, "outbound")).toContain(`tcp 1-65535 any but ${but}`);
    expect(texts(parsed, "assumed")).toContain(
      "the server itself is assumed not to be in any network in deny_hosts.rules",
    );
  });

  test("allows everything to an address without ports", () => {
    const parsed = read("", allow("198.51.100.7  203.0.113.9"));
    expect(open(parsed)).toEqual(
      all.map((line) => line.replace("any", "198.51.100.7,203.0.113.9")),
    );
    expect(undetermined(parsed)).toEqual([]);
  });

  test("allows everything to every address if an allowed network contains the server", () => {
    const text = allow("198.51.100.0/24");
    const given = (addresses: ParseApfOptions["addresses"]) =>
      parseApf([plain, text], { addresses });
    const none = given(undefined);
    expect(undetermined(none)).toEqual(all.map((line) => `${line} but 198.51.100.0/24`));
    expect(open(none)).toEqual(all.map((line) => line.replace("any", "198.51.100.0/24")));
    expect(open(given("198.51.100.7"))).toEqual(["all"]);
    expect(undetermined(given("203.0.113.1"))).toEqual([]);
    expect(undetermined(given(["203.0.113.1", "198.51.100.7"])).length).toBe(2);
    expect(texts(none, "unknown")).toEqual([expect.stringContaining("both directions")]);
  });

  test("applies list entries in both directions", () => {
    const settings = `${plain}EGF="1"\nEG_TCP_CPORTS=""\nEG_UDP_CPORTS=""\nRESV_DNS="1"\n`;
    const list = allow("tcp:in:d=22:s=198.51.100.0/24");
    const given = (addresses: ParseApfOptions["addresses"]) =>
      parseApf([settings, list], { addresses });
    expect(undetermined(given(undefined), "outbound")).toContain("tcp 22 any");
    expect(open(given("198.51.100.7"), "outbound")).toEqual(["tcp 22 any"]);
    expect(undetermined(given("203.0.113.1"), "outbound")).toEqual(["tcp 53 any", "udp 53 any"]);
    // If all outbound traffic is accepted anyway, it makes no difference.
    const free = read("", list);
    expect(texts(free, "unknown")).toEqual([]);
    expect(texts(read('BLK_PORTS="22"', list), "unknown").length).toBe(1);
    expect(texts(read('BLK_P2P_PORTS="x"', list), "unknown").length).toBeGreaterThan(1);
    expect(texts(read("", list, deny("192.0.2.1")), "unknown").length).toBe(1);
  });

  test("reads outbound entries", () => {
    const parsed = parseApf([plain, deny("out:d=25:d=203.0.113.9")]);
    expect(open(parsed, "outbound")[1]).toBe("tcp 25 any but 203.0.113.9");
    expect(undetermined(parsed)).toEqual([]);
    const own = parseApf([`${plain}IG_TCP_CPORTS="25"`, deny("tcp:in:d=25:d=203.0.113.9")]);
    expect(undetermined(own)).toEqual(["tcp 25 any"]);
    expect(
      open(
        parseApf([`${plain}IG_TCP_CPORTS="25"`, deny("tcp:in:d=25:d=203.0.113.9")], {
          addresses: "203.0.113.9",
        }),
      ),
    ).toEqual([]);
  });

  test("drops reply packets that a deny entry matches", () => {
    // The replies come from the port, and no earlier rule accepts them.
    const p2p = read('BLK_P2P_PORTS="25"\nBLK_PORTS="26"', allow("d=25_26:s=198.51.100.7"));
    expect(open(p2p)).toEqual(["tcp 26 198.51.100.7"]);
    const whole = read('BLK_P2P_PORTS="25"', allow("198.51.100.7"));
    expect(open(whole)).toEqual(all.map((line) => line.replace("any", "198.51.100.7")));
    const settings = `${plain}IG_TCP_CPORTS="22,25"`;
    const own = deny("tcp:out:s=22:s=192.0.2.1");
    expect(undetermined(parseApf([settings, own]))).toEqual(["tcp 22 any"]);
    expect(open(parseApf([settings, own], { addresses: "192.0.2.1" }))).toEqual(["tcp 25 any"]);
    expect(open(parseApf([settings, deny("out:d=1024_65535:d=203.0.113.9")]))).toEqual([
      "tcp 22 any but 203.0.113.9",
      "tcp 25 any but 203.0.113.9",
    ]);
    expect(undetermined(parseApf([settings, deny("out:d=2083:d=203.0.113.9")]))).toEqual([]);
  });

  test("leaves ports undetermined for entries with host names", () => {
    expect(undetermined(read('IG_TCP_CPORTS="22"', allow("office.example.com")))).toEqual([
      "tcp 1-21 any",
      "tcp 23-65535 any",
      "udp 1-65535 any",
    ]);
    expect(undetermined(read("", allow("tcp:in:d=22:s=office.example.com")))).toEqual([
      "tcp 22 any",
    ]);
    expect(undetermined(read('IG_TCP_CPORTS="22"', deny("evil.example.com")))).toEqual([
      "tcp 22 any",
    ]);
  });

  test("leaves ports undetermined for unsupported entries", () => {
    for (const entry of [
      "icmp:in:d=22:s=198.51.100.7",
      "tcp:in:d=ssh:s=198.51.100.7",
      "tcp:in:d=25_22:s=198.51.100.7",
      "tcp:d=22:s=198.51.100.7",
      "tcp:in:x=22:s=198.51.100.7",
      "198.51.100.7 tcp:in:d=22:s=198.51.100.7",
    ]) {
      const allowed = read('IG_TCP_CPORTS="22"', allow("198.51.100.9", entry));
      expect(open(allowed), entry).toContain("tcp 22 any");
      expect(undetermined(allowed)[0], entry).toBe("tcp 1-21 any but 198.51.100.9");
      expect(allowed.notes, entry).toContainEqual(
        expect.objectContaining({ kind: "unknown", input: 1, line: 4 }),
      );
      const denied = read('IG_TCP_CPORTS="22"', deny("198.51.100.9", entry));
      expect(undetermined(denied), entry).toEqual(["tcp 22 any but 198.51.100.9"]);
    }
    const names = Array.from({ length: 101 }, (_, index) => `d=22:s=office${index}.example.com`);
    expect(undetermined(read("", allow(...names.slice(1))))).toEqual(["tcp 22 any"]);
    expect(undetermined(read("", allow(...names)))).toEqual([
      "tcp 1-21 any",
      "tcp 22 any",
      "tcp 23-65535 any",
      "udp 1-65535 any",
    ]);
  });

  test("notes lines from which APF creates no rule", () => {
    const parsed = read("", allow("2001:db8::1", "198.51.100.7 # office", "a=b.c"));
    expect(open(parsed)).toEqual([]);
    expect(parsed.notes.filter(({ kind }) => kind === "ignored").map(({ line }) => line)).toEqual([
      3, 4, 5,
    ]);
    const glob = read("", "# glob_allow_hosts\n198.51.100.7");
    expect(open(glob)).toEqual([]);
    expect(texts(glob, "ignored").length).toBe(1);
  });

  test("identifies lists by their headings or by an option", () => {
    const list = "# mine\n198.51.100.7\n";
    const settings = `${plain}IG_TCP_CPORTS="22"`;
    const from = "198.51.100.7";
    expect(undetermined(parseApf([settings, list]))).toEqual(
      all.map((line) => line.replace("any", from)),
    );
    expect(open(parseApf([list, settings], { lists: { 0: "deny" } }))).toEqual([
      `tcp 22 any but ${from}`,
    ]);
    expect(open(parseApf([settings, list], { lists: { 1: "allow" } })).length).toBe(4);
    expect(open(parseApf([settings, deny(from)], { lists: { 1: "allow" } })).length).toBe(4);
    expect(undetermined(parseApf([settings, list, allow(from)]))).toEqual([]);
  });

  test("leaves entries undetermined that APF may trim from a long list", () => {
    const list = deny(...Array.from({ length: 20 }, (_, index) => `203.0.113.${index}`));
    const settings = 'IG_TCP_CPORTS="22"\nSET_TRIM=';
    expect(undetermined(read(`${settings}19`, list))[0]).toContain("tcp 22 203.0.113.0/28");
    for (const most of ["50", "0", "", "x"]) {
      expect(undetermined(read(`${settings}"${most}"`, list)), most).toEqual([]);
    }
  });
});

describe("inputs", () => {
  test("rejects input that is not from APF, and names the line", () => {
    const error = (given: string | string[], options?: ParseApfOptions) =>
      thrown(() => parseApf(given, options));
    expect(error("# x\n*filter\n")).toMatchObject({ name: "InvalidConfigurationError", line: 2 });
    for (const entry of ["hello world", "a=b", "a.b; c", "198.51.100.7, office"]) {
      expect(error([plain, `  # x\n\n ${entry}\n`]), entry).toMatchObject({
        line: 3,
        message: expect.stringContaining(`line 3 of input 2 cannot be parsed: "${entry}"; `),
      });
    }
    expect(open(parseApf([plain, "\t\n # x\n"]))).toEqual([]);
    expect(error("# allow_hosts\n198.51.100.7").message).toContain("no input contains settings");
    expect(error("# nothing").message).toContain("no input contains settings");
    expect(error(plain, { addresses: ["2001:db8::1"] })).toMatchObject({
      name: "InvalidOptionError",
      field: "addresses",
      message: expect.stringContaining("2001:db8::1"),
    });
  });
});

describe("the round trip", () => {
  const server = "100.64.0.1";

  /**
   * Returns APF's interpretation of a policy: it applies allowed hosts in both directions, and blocks ports and
   * networks.
   */
  function throughApf(policy: Policy, ports: typeof blocked, networks: readonly string[]): Policy {
    const isServer = remotesOf({ sources: [server], except: [] }, families);
    // Ports that are open to all IPv4 addresses are in the port lists.
    const isListed = ({ sources }: PolicyRule) =>
      sources === "any" || sources.includes("0.0.0.0/0");
    const allowed = policy.rules.filter((rule) => !isListed(rule));
    const others = policy.rules.filter(isListed);
    const everything = (["tcp", "udp"] as const).map((protocol) => ({
      ...(policy.rules[0] as PolicyRule),
      direction: "outbound" as const,
      protocol,
      ports: { from: 1, through: 65535 },
      sources: "any" as const,
    }));
    const back = allowed
      .filter(
        (rule) =>
          whoMayOf(combine(isServer, remotesOf(rule, families), subtract), families).sources
            .length === 0,
      )
      .map((rule) => ({ ...rule, direction: "outbound" as const, sources: "any" as const }));
    const cut = (rule: PolicyRule): PolicyRule[] => {
      let parts = [rule.ports];
      for (const [from, through] of ports) {
        parts = parts.flatMap((range) =>
          [
            { from: range.from, through: Math.min(range.through, from - 1) },
            { from: Math.max(range.from, through + 1), through: range.through },
          ].filter((each) => each.from <= each.through),
        );
      }
      return parts.map((each) => ({ ...rule, ports: each }));
    };
    const isOpen = policy.defaults.outbound === "accept";
    return {
      ...policy,
      defaults: { inbound: "drop", outbound: "drop" },
      rules: [
        ...allowed,
        ...back,
        ...others.filter(({ direction }) => !isOpen || direction === "inbound").flatMap(cut),
        ...(isOpen ? everything.flatMap(cut) : []),
      ].map((rule) => ({ ...rule, except: [...rule.except, ...networks] })),
    };
  }

  for (const { release } of releases) {
    test(`returns what APF creates from policies of ${release}`, () => {
      for (const policy of somePolicies(release, 30).filter(({ rules }) => rules.length > 0)) {
        const written = [renderApf(policy), renderApfAllow(policy)];
        const options = { addresses: server };
        const parsed = parseApf(written, options);
        expect(openTo(parsed, families)).toBe(
          openTo(throughApf(policy, blocked, reserved), families),
        );
        const free = 'BLK_RESNET="0"\nBLK_PORTS=""\nBLK_P2P_PORTS=""\n';
        const again = parseApf([...written, free], options);
        expect(openTo(again, families)).toBe(openTo(throughApf(policy, [], []), families));
        // The nameservers of the server.
        expect(again.undetermined.map(({ ports }) => ports.from)).toEqual(
          again.undetermined.map(() => 53),
        );
        expect(again.undetermined.every((each) => each.direction === "outbound")).toBe(true);
      }
    });
  }
});
