import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseIptables } from "../../../src/parse/iptables/parse-iptables.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";

const read = (
  text: string,
  family: "ipv4" | "ipv6" = "ipv4",
  direction: "inbound" | "outbound" = "inbound",
) => openAndUndetermined(parseIptables(text, { family }), direction);

/** Returns whether a rule with a condition matches packets that open connections to port 22 over TCP and UDP. */
const matches = (condition: string, family: "ipv4" | "ipv6" = "ipv4") => {
  const { open, undetermined } = read(
    `*filter
:INPUT DROP
:OUTPUT ACCEPT
-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
-A INPUT -p 58 -j ACCEPT
-A INPUT -p tcp -m tcp --dport 22 -j x
-A INPUT -p udp -m udp --dport 22 -j x
:x - [0:0]
-A x ${condition} -j ACCEPT
COMMIT
`,
    family,
  );
  const of = (protocol: string) =>
    open.includes(`${protocol} 22`)
      ? "yes"
      : undetermined.includes(`${protocol} 22`)
        ? "doubt"
        : "no";
  return `${of("tcp")} ${of("udp")}`;
};

test("keeps a port open when a rule drops by payload", () => {
  const text = readFileSync(join(import.meta.dirname, "inputs/23-string-match.rules"), "utf8");
  expect(read(text)).toEqual({ open: ["tcp 2087"], undetermined: [] });
});

describe("a match of packets that open a connection", () => {
  test.for([
    ['-m string --string "BitTorrent" --algo bm --to 65535', "no doubt"],
    ['-m string ! --string "BitTorrent" --algo bm --to 65535', "yes doubt"],
    ['-m string --hex-string "|47 45 54 20|/" --algo kmp --icase', "no doubt"],
    ['-m string --hex-string "|0d 0a|" --algo kmp', "doubt doubt"],
    ['-m string --hex-string "|0d 0a|" --algo kmp --from 120', "no doubt"],
    ["-m string --string GET --algo bm", "doubt doubt"],
    ["-m length --length 1501:", "no doubt"],
    ["-m length --length 1501:65535", "no doubt"],
    ["-m length --length 0:1500", "yes doubt"],
    ["-m length ! --length 0:39", "yes doubt"],
    ["-m length --length 0:27", "no no"],
    ["-m length --length 28", "no doubt"],
    ["-m length --length 60", "doubt doubt"],
    ["-m length --length :", "doubt doubt"],
    ["-m length --length x", "doubt doubt"],
    ["-p tcp -m tcpmss --mss 1:500", "no no"],
    ["-p tcp -m tcpmss ! --mss 536:65535", "no no"],
    ["-p tcp -m tcpmss --mss 1460", "doubt no"],
    ["-p tcp -m tcpmss --mss x", "doubt no"],
    ["-m connbytes --connbytes 10000000: --connbytes-dir both --connbytes-mode bytes", "no no"],
    ["-m connbytes --connbytes 100 --connbytes-dir both --connbytes-mode packets", "no no"],
    ["-m connbytes --connbytes 1:1 --connbytes-dir original --connbytes-mode packets", "yes yes"],
    ["-m connbytes ! --connbytes 2 --connbytes-dir original --connbytes-mode packets", "yes yes"],
    ["-m connbytes --connbytes 1 --connbytes-dir reply --connbytes-mode avgpkt", "no no"],
    ["-m connbytes --connbytes 121 --connbytes-dir original --connbytes-mode avgpkt", "no doubt"],
    [
      "-m connbytes --connbytes 9:2 --connbytes-dir original --connbytes-mode packets",
      "doubt doubt",
    ],
    ["-m connbytes --connbytes 1 --connbytes-mode unheard-of", "doubt doubt"],
    ["-m helper --helper ftp", "no no"],
    ["-m policy --dir in --pol ipsec --strict --mode tunnel --proto esp", "no no"],
    ["-m policy --dir in --pol none", "yes yes"],
    ["-m policy --dir in --pol unheard-of", "doubt doubt"],
    ["-m physdev --physdev-is-bridged", "no no"],
    ["-m physdev ! --physdev-is-bridged", "yes yes"],
    ["-m physdev --physdev-in eth0", "doubt doubt"],
    ["-m time --datestop 2038-01-19T03:14:07", "yes yes"],
    ["-m time --datestart 2020", "yes yes"],
    ["-m time --datestop 2024-05-06T07:08", "no no"],
    ["-m time --datestop 2031-05-06T07:08:09", "doubt doubt"],
    ["-m time --datestart 2031", "doubt doubt"],
    ["-m time --datestop tomorrow", "doubt doubt"],
    ["-m time --timestart 00:00 --timestop 23:59:59 --utc", "yes yes"],
    ["-m time --timestart 08:00 --timestop 17:00", "doubt doubt"],
    ["-m time --timestart noon", "doubt doubt"],
    ["-m time --weekdays Mon,Tue,3,Thursday,Fr,Sat,Sun", "yes yes"],
    ["-m time --weekdays Mon,Tue", "doubt doubt"],
    ["-m time --monthdays 1,2", "doubt doubt"],
    ["-m recent --set --name x --rsource", "yes yes"],
    ["-m time ! --weekdays Mon,Tue,3,Thursday,Fr,Sat,Sun", "no no"],
    [`-m time --monthdays ${Array.from({ length: 31 }, (_, day) => day + 1).join(",")}`, "yes yes"],
    ["-m time", "yes yes"],
    ["-m conntrack --ctstatus NONE", "no no"],
    ["-m conntrack --ctstatus EXPECTED,SEEN_REPLY,ASSURED,CONFIRMED", "no no"],
    ["-m conntrack ! --ctstatus ASSURED", "yes yes"],
    ["-m conntrack --ctstatus UNHEARD", "doubt doubt"],
    ["-m conntrack --ctdir ORIGINAL", "yes yes"],
    ["-m conntrack --ctdir reply", "no no"],
    ["-m conntrack --ctdir sideways", "doubt doubt"],
    ["-m conntrack --ctproto tcp", "yes no"],
    ["-m conntrack --ctorigsrc 127.0.0.0/8", "no no"],
    ["-p tcp -m conntrack --ctorigdstport 22", "yes no"],
    ["-p tcp -m conntrack --ctreplsrcport 80", "no no"],
    ["-p udp -m conntrack --ctorigsrcport 53", "no no"],
    ["-m conntrack --ctstate NEW,RELATED", "yes yes"],
    ["-m conntrack ! --ctstate NEW", "no no"],
    ["-m conntrack ! --ctstate INVALID,UNTRACKED", "yes yes"],
    ["-f", "no no"],
    ["! -f", "yes yes"],
    ["-p tcp -m tcp --tcp-flags FIN,SYN,RST,PSH,ACK,URG NONE", "no no"],
    ["-p tcp -m tcp --tcp-flags ALL NONE", "no no"],
    ["-p tcp -m tcp ! --tcp-flags ALL NONE", "yes no"],
    ["-m esp", "no no"],
    ["-m u32 --u32 0>>22&0x3C@0=1", "doubt doubt"],
    ["-m ttl --ttl-gt 1", "doubt doubt"],
  ] as const)("decides %s: %s", ([condition, expected]) => {
    expect(matches(condition)).toBe(expected);
  });

  test.for([
    ["-m length --length 101:", "no doubt"],
    ["-m rt --rt-type 0", "no no"],
    ["-m frag --fraglast", "no no"],
    ["-m conntrack --ctorigsrc ::1", "no no"],
  ] as const)("decides over IPv6 %s: %s", ([condition, expected]) => {
    expect(matches(condition, "ipv6")).toBe(expected);
  });
});

describe("a match of connection data in table raw", () => {
  test.for([
    "-m conntrack --ctstatus ASSURED",
    "-m conntrack --ctproto tcp",
    "-m connbytes --connbytes 9 --connbytes-dir both --connbytes-mode packets",
  ])("is in doubt: %s", (condition) => {
    const text = `*raw\n:PREROUTING ACCEPT\n-A PREROUTING ${condition} -j DROP\nCOMMIT\n*filter\n:INPUT ACCEPT\n:OUTPUT ACCEPT\nCOMMIT\n`;
    expect(read(text).undetermined).not.toEqual([]);
  });
});

describe("a match of replies", () => {
  const replies = (condition: string) =>
    read(`*filter\n:INPUT ACCEPT\n:OUTPUT DROP\n-A OUTPUT -p tcp ${condition} -j ACCEPT\nCOMMIT\n`);
  const open = { open: ["tcp 1-65535"], undetermined: [] };
  const doubt = { open: [], undetermined: ["tcp 1-65535"] };
  const nothing = { open: [], undetermined: [] };

  test.for([
    ["-m string --string BitTorrent --algo bm", doubt],
    ["-m length --length 0:1500", doubt],
    ["-m tcpmss --mss 536:65535", doubt],
    ["-m connbytes --connbytes 1 --connbytes-dir both --connbytes-mode packets", doubt],
    ["-m conntrack --ctstatus SEEN_REPLY", open],
    ["-m conntrack --ctstatus CONFIRMED,NONE", open],
    ["-m conntrack --ctstatus ASSURED", doubt],
    ["-m conntrack --ctdir REPLY", open],
    ["-m conntrack --ctdir ORIGINAL", nothing],
    ["-m conntrack --ctorigdstport 22", { open: ["tcp 22"], undetermined: [] }],
    ["-m conntrack --ctreplsrcport 22", { open: ["tcp 22"], undetermined: [] }],
    ["-m conntrack --ctorigsrcport 22", nothing],
    [
      "-m conntrack --ctorigsrc 192.0.2.0/24",
      { open: ["tcp 1-65535 192.0.2.0/24"], undetermined: [] },
    ],
    ["-m conntrack --ctorigdst 0.0.0.0/0", open],
  ] as const)("decides %s", ([condition, expected]) => {
    expect(replies(condition)).toEqual(expected);
  });
});

describe("a match of later packets", () => {
  const closed = { open: [], undetermined: [] };
  const left = (condition: string) =>
    read(
      `*filter\n:INPUT DROP\n:OUTPUT ACCEPT\n-A INPUT -p tcp ${condition} -j DROP\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n`,
    );

  test.for([
    "! --syn",
    "-m tcp --tcp-flags SYN NONE",
    "-m tcp --tcp-flags SYN,ACK ACK",
    "-m state --state ESTABLISHED,RELATED",
    "-m conntrack ! --ctstate NEW",
    "-m conntrack --ctstatus SEEN_REPLY",
    "-m connbytes --connbytes 1 --connbytes-dir reply --connbytes-mode packets",
    "-m connbytes --connbytes 2 --connbytes-dir original --connbytes-mode packets",
    "-m connbytes --connbytes 3:3 --connbytes-dir both --connbytes-mode packets",
    "-m tcpmss ! --mss 1:65535",
  ])("closes the port if it drops: %s", (condition) => {
    expect(left(condition)).toEqual(closed);
  });

  test.for([
    "-m connbytes --connbytes 4 --connbytes-dir both --connbytes-mode packets",
    "-m connbytes --connbytes 361 --connbytes-dir both --connbytes-mode bytes",
    "-m connbytes --connbytes 121 --connbytes-dir reply --connbytes-mode avgpkt",
    "-m length --length 121:",
    "-m tcpmss --mss 1:500",
  ])("leaves the port open if no handshake packet fulfils it: %s", (condition) => {
    expect(left(condition)).toEqual({ open: ["tcp 22"], undetermined: [] });
  });

  test("leaves the original port of a translated connection in doubt", () => {
    const nat =
      "*nat\n:PREROUTING ACCEPT\n:OUTPUT ACCEPT\n-A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8080\nCOMMIT\n";
    const filter =
      "*filter\n:INPUT DROP\n:OUTPUT ACCEPT\n-A INPUT -p tcp --dport 8080 -m conntrack --ctorigdstport 80 -j ACCEPT\nCOMMIT\n";
    expect(read(nat + filter)).toEqual({ open: [], undetermined: ["tcp 80", "tcp 8080"] });
    expect(read(filter.replace("--dport 8080 ", ""))).toEqual({
      open: ["tcp 80"],
      undetermined: [],
    });
  });

  test("keeps the port closed if only the opening packet is accepted", () => {
    for (const condition of ["--syn", "-m state --state NEW", "-m tcpmss --mss 1:65535"]) {
      const text = (more: string) =>
        `*filter\n:INPUT DROP\n:OUTPUT ACCEPT\n${more}-A INPUT -p tcp --dport 22 ${condition} -j ACCEPT\nCOMMIT\n`;
      expect(read(text(""))).toEqual(closed);
      expect(parseIptables(text(""), { family: "ipv4" }).notes).toContainEqual(
        expect.objectContaining({ kind: "warning", code: "later-packets" }),
      );
      const established = "-A INPUT -m state --state ESTABLISHED -j ACCEPT\n";
      expect(
        read(text(established)).open.length + read(text(established)).undetermined.length,
      ).toBe(1);
    }
  });

  test("applies to the port after a redirect", () => {
    const redirected = (raw: string, filter: string) =>
      read(
        `*raw\n:PREROUTING ACCEPT\n:OUTPUT ACCEPT\n${raw}COMMIT\n*nat\n:PREROUTING ACCEPT\n:OUTPUT ACCEPT\n-A PREROUTING -p tcp --dport 80 -j REDIRECT --to-ports 8080\nCOMMIT\n*filter\n:INPUT DROP\n:OUTPUT ACCEPT\n${filter}-A INPUT -p tcp --dport 8080 -j ACCEPT\nCOMMIT\n`,
      ).open;
    const drop = (chain: string, port: number) =>
      `-A ${chain} -p tcp ! --syn --dport ${port} -j DROP\n`;
    expect(redirected("", "")).toEqual(["tcp 80", "tcp 8080"]);
    expect(redirected(drop("PREROUTING", 80), "")).toEqual(["tcp 8080"]);
    expect(redirected("", drop("INPUT", 80))).toEqual(["tcp 80", "tcp 8080"]);
    expect(redirected("", drop("INPUT", 8080))).toEqual([]);
  });
});

describe("addresses in hand-written rules", () => {
  test.for([
    ["192.0.2.1,198.51.100.0/24", "192.0.2.1,198.51.100.0/24"],
    ["192.0.2.0/255.255.255.0", "192.0.2.0/24"],
    ["192.0.2.1/255.255.255.255", "192.0.2.1"],
    ["10/8", "10.0.0.0/8"],
    ["172.16/12", "172.16.0.0/12"],
    ["10.1/255.255.0.0", "10.1.0.0/16"],
  ] as const)("reads %s", ([written, canonical]) => {
    const text = `*filter\n:INPUT DROP\n:OUTPUT ACCEPT\n-A INPUT -s ${written} -p tcp --dport 22 -j ACCEPT\nCOMMIT\n`;
    expect(read(text)).toEqual({ open: [`tcp 22 ${canonical}`], undetermined: [] });
  });

  test.for([
    "192.0.2.0/0.0.0.255",
    "192.0.2.0/255.0.255.0",
    "10.1/255.0.255.0",
    "192.0.2.1,host.example",
    "192.0.2.0/300.255.255.0",
  ])("leaves %s in doubt", (written) => {
    const text = `*filter\n:INPUT DROP\n:OUTPUT ACCEPT\n-A INPUT -s ${written} -p tcp --dport 22 -j ACCEPT\nCOMMIT\n`;
    expect(read(text)).toEqual({ open: [], undetermined: ["tcp 22"] });
  });
});
