import { describe, expect, test } from "vitest";
import { detectFirewall } from "../../../src/parse/detect.ts";
import { parseFirewalld } from "../../../src/parse/firewalld/parse-firewalld.ts";
import { openAndUndetermined } from "../../support/open-and-undetermined.ts";

const zone = '<zone><port port="22" protocol="tcp"/><port port="80" protocol="tcp"/></zone>';
const rule = (text: string, chain = "INPUT", priority = 0, more = 'table="filter"') =>
  `<rule ipv="ipv4" ${more} chain="${chain}" priority="${priority}">${text}</rule>\n`;
const passthrough = (text: string) => `<passthrough ipv="ipv4">${text}</passthrough>\n`;
const read = (content: string, direction: "inbound" | "outbound" = "inbound") =>
  openAndUndetermined(
    parseFirewalld([zone, `<?xml version="1.0"?>\n<direct>\n${content}</direct>\n`]),
    direction,
  );

const all = ["tcp 22", "tcp 80"];

describe("direct rules", () => {
  test("are detected as firewalld", () => {
    expect(detectFirewall("<direct>\n</direct>")).toBe("firewalld");
    expect(read("")).toEqual({ open: all, undetermined: [] });
  });

  test("drop traffic that no zone opens again", () => {
    for (const text of [
      rule("-p tcp -m tcp --dport 22 -s 192.0.2.0/24 -j DROP"),
      rule(
        "--protocol tcp --destination-port 22 --source 192.0.2.0/24 --jump REJECT --reject-with tcp-reset",
      ),
      rule("-p tcp -s 192.0.2.0/24 -m multiport --dports 22,8000:8010 -j DROP", "INPUT", 5),
      rule("-p tcp --dport 22 -s 192.0.2.0/24 -j DROP", "PREROUTING", 0, 'table="raw"'),
      passthrough('-A INPUT -p tcp --dport 22 -s 192.0.2.0/24 -m comment --comment "a b" -j DROP'),
      passthrough(
        "-t filter -I INPUT 1 -p tcp --dport 22 -s 192.0.2.0/24 -m state --state NEW -j DROP",
      ),
    ]) {
      expect(read(text), text).toEqual({
        open: ["tcp 22 not 192.0.2.0/24", "tcp 80"],
        undetermined: [],
      });
    }
    expect(read(rule("-j DROP"))).toEqual({
      open: ["tcp 22 ::/0", "tcp 80 ::/0"],
      undetermined: [],
    });
  });

  test("leave ports in doubt for a match of another module, and change nothing without a target", () => {
    expect(read(rule("-p tcp --dport 22 -m recent --name x -j DROP")).undetermined).toEqual([
      "tcp 22 0.0.0.0/0",
    ]);
    expect(read(rule("-p tcp --dport 22 --syn"))).toEqual({ open: all, undetermined: [] });
    for (const option of ["-i", "--in-interface"]) {
      expect(read(rule(`${option} eth9 -p tcp --dport 22 -j DROP`)).undetermined).toEqual([
        "tcp 22 0.0.0.0/0",
      ]);
    }
    for (const option of ["-o", "--out-interface"]) {
      const text = rule(`${option} eth9 -p tcp --dport 22 -j DROP`, "OUTPUT");
      expect(read(text, "outbound").undetermined).toEqual(["tcp 22 0.0.0.0/0"]);
    }
    for (const match of ["--match recent", "--syn --dport 22", "-m"]) {
      expect(read(rule(`-p tcp ${match} -j DROP`)).undetermined, match).not.toEqual([]);
    }
  });

  test("apply to outbound connections in OUTPUT", () => {
    const text = rule("-p tcp --dport 25 -d 192.0.2.1 -j REJECT", "OUTPUT");
    expect(read(text)).toEqual({ open: all, undetermined: [] });
    expect(read(text, "outbound").open).toEqual([
      "tcp 1-24",
      "tcp 25 not 192.0.2.1",
      "tcp 26-65535",
      "udp 1-65535",
    ]);
    expect(read(rule("--destination 192.0.2.1 -p udp -j DROP", "OUTPUT"), "outbound").open).toEqual(
      ["tcp 1-65535", "udp 1-65535 not 192.0.2.1"],
    );
  });

  test("leave ports in doubt if they accept, because only one backend accepts too", () => {
    const accept = rule("-p tcp --dport 2087 -j ACCEPT");
    expect(read(accept)).toEqual({ open: all, undetermined: ["tcp 2087 0.0.0.0/0"] });
    expect(read(passthrough("-A INPUT -p tcp --dport 2087 -j ACCEPT"))).toEqual(read(accept));
    expect(read(rule("-p tcp --dport 80 -j ACCEPT"))).toEqual({ open: all, undetermined: [] });
    expect(read(rule("-p tcp --dport 2087 -j ACCEPT", "PREROUTING", 0, 'table="raw"'))).toEqual({
      open: all,
      undetermined: [],
    });
  });

  test("apply by priority", () => {
    const drop = rule("-p tcp --dport 22 -j DROP", "INPUT", 2);
    expect(read(drop + rule("-p tcp --dport 22 -j ACCEPT", "INPUT", 1)).undetermined).toEqual([
      "tcp 22 0.0.0.0/0",
    ]);
    expect(read(drop + rule("-p tcp --dport 22 -j ACCEPT", "INPUT", 3))).toEqual({
      open: ["tcp 22 ::/0", "tcp 80"],
      undetermined: [],
    });
  });

  test.for([
    rule("-p tcp --dport 22 -j LOG --log-prefix x"),
    rule("-p tcp --dport 22"),
    rule("-m state --state ESTABLISHED -j DROP"),
    rule("-m conntrack --ctstate INVALID -j DROP"),
    rule("-p icmp -j DROP"),
    rule("-i lo -j ACCEPT"),
    rule("--out-interface eth0 -j DROP"),
    rule("-j DROP", "FORWARD"),
    rule("-j DROP", "own"),
    passthrough("-A own -j DROP"),
    "<rule>-j DROP</rule>",
    rule("-j"),
    '<chain ipv="ipv4" table="filter" chain="own"/>',
  ])("change nothing for new connections to the server: %s", (text) => {
    expect(read(text)).toEqual({ open: all, undetermined: [] });
  });

  test.for([
    [rule("-p tcp --dport 22 -j own"), ["tcp 22 0.0.0.0/0"]],
    [rule("-p tcp --dport ssh -j DROP"), ["tcp 22 0.0.0.0/0", "tcp 80 0.0.0.0/0"]],
    [rule("-p tcp --dport 22 -m recent --set -j DROP"), ["tcp 22 0.0.0.0/0"]],
    [rule("-p tcp --dport 22 ! -s 192.0.2.1 -j DROP"), ["tcp 22 0.0.0.0/0"]],
    [rule("-p tcp --dport 22 -s ! 192.0.2.1 -j DROP"), ["tcp 22 0.0.0.0/0"]],
    [rule("-i eth1 -p tcp --dport 22 -j DROP"), ["tcp 22 0.0.0.0/0"]],
    [rule("-p tcp --dport 22 -s -j DROP"), ["tcp 22 0.0.0.0/0"]],
    [rule("-p all -s somewhere -j DROP"), ["tcp 22 0.0.0.0/0", "tcp 80 0.0.0.0/0"]],
    [passthrough("-P INPUT DROP"), ["tcp 1-65535", "udp 1-65535"]],
    ["<passthrough/>", ["tcp 1-65535", "udp 1-65535"]],
    [rule("-p tcp --dport 22 -j DROP").replace("ipv4", "eb"), ["tcp 22"]],
  ] as const)("leave ports in doubt if unsupported: %s", ([text, undetermined]) => {
    expect(read(text).undetermined).toEqual(undetermined);
  });
});
