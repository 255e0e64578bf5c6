import { describe, expect, test } from "vitest";
import { createPolicy, type Exposure, type ExposureRule, releases } from "../../../src/index.ts";
import { parseUfw } from "../../../src/parse/ufw/parse-ufw.ts";
import { renderUfw, renderUfwCommands } from "../../../src/render/index.ts";
import { somePolicies } from "../../support/policies.ts";
import { qualified } from "../../support/qualified.ts";
import { openTo } from "../../support/same-policy.ts";
import { thrown } from "../../support/thrown.ts";
import { withoutDhcp } from "../../support/without-dhcp.ts";

const both = ["ipv4", "ipv6"] as const;

/** Returns a status as ufw prints it, with lines of its table. */
const status = (...lines: readonly string[]) => `Status: active
Logging: on (low)
Default: deny (incoming), allow (outgoing), disabled (routed)
New profiles: skip

To                         Action      From
--                         ------      ----
${lines.join("\n")}
`;

const short = (...lines: readonly string[]) => `Status: active

To                         Action      From
--                         ------      ----
${lines.join("\n")}
`;

const web = `[Web Server]
title=Web
description=A web server
ports=80,443/tcp|443/udp

[Bind9]
title=DNS
description=A name server
ports=53
`;

const who = ({ sources, except }: Pick<ExposureRule, "sources" | "except">) =>
  `${sources}${except.length > 0 ? ` but ${except}` : ""}`;
const ports = (range: { from: number; through: number }) =>
  range.from === range.through ? range.from : `${range.from}-${range.through}`;

/** Returns the rules of a direction, by default inbound, one per line, without ufw's own DHCP rules. */
const open = (exposure: Exposure, direction = "inbound") =>
  withoutDhcp(exposure)
    .rules.filter((rule) => rule.direction === direction)
    .map((rule) => `${rule.protocol} ${ports(rule.ports)} ${who(rule)}`);
const undetermined = (exposure: Exposure) =>
  exposure.undetermined.map(
    (each) => `${each.direction} ${each.protocol} ${ports(each.ports)} ${who(each)}`,
  );
const notesOf = ({ notes }: Exposure, kind: string) => notes.filter((note) => note.kind === kind);
const assumed = (parsed: Exposure) => notesOf(parsed, "assumed").map(({ text }) => text);

/** Inbound UDP of both families, without the ports that ufw's own rules accept. */
const udpBesideDhcp = [
  "inbound udp 1-67 any",
  "inbound udp 68 ::/0",
  "inbound udp 69-545 any",
  "inbound udp 546 any but fe80::/10",
  "inbound udp 547-65535 any",
];
const everythingInbound = ["inbound tcp 1-65535 any", ...udpBesideDhcp];
const everything = [...everythingInbound, "outbound tcp 1-65535 any", "outbound udp 1-65535 any"];

describe("the status", () => {
  test("reads ports of one protocol or both, in lists and ranges", () => {
    const parsed = parseUfw(
      status(
        "22/tcp                     ALLOW IN    Anywhere",
        "22/tcp (v6)                ALLOW IN    Anywhere (v6)",
        "53                         ALLOW IN    Anywhere                   # DNS ALLOW IN",
        "20,21,49152:65534/tcp      ALLOW IN    Anywhere                   #",
        "443/udp                    ALLOW IN    Anywhere                   (log)",
      ),
    );
    expect(open(parsed)).toEqual([
      "tcp 20-21 0.0.0.0/0",
      "tcp 22 any",
      "tcp 53 0.0.0.0/0",
      "tcp 49152-65534 0.0.0.0/0",
      "udp 53 0.0.0.0/0",
      "udp 443 0.0.0.0/0",
    ]);
  });

  test("lets the first matching rule decide", () => {
    const lines = [
      "22/tcp                     DENY IN     203.0.113.0/24",
      "22                         ALLOW IN    Anywhere",
      "22/tcp                     DENY IN     Anywhere",
      "80/tcp                     REJECT IN   Anywhere",
      "Anywhere                   ALLOW IN    198.51.100.7",
    ];
    expect(open(parseUfw(status(...lines)))).toEqual([
      "tcp 1-21 198.51.100.7",
      "tcp 22 any but 203.0.113.0/24",
      "tcp 23-79 198.51.100.7",
      "tcp 81-65535 198.51.100.7",
      "udp 1-21 198.51.100.7",
      "udp 22 any",
      "udp 23-67 198.51.100.7",
      "udp 69-65535 198.51.100.7",
    ]);
  });

  test("reads the defaults of both directions, and outbound rules", () => {
    const text = status(
      "Anywhere/tcp               DENY IN     Anywhere/tcp",
      "53                         DENY OUT    203.0.113.9                (out)",
      "53 (v6)                    ALLOW OUT   Anywhere (v6)              (log, out)",
    ).replace("deny (incoming), allow", "allow (incoming), reject");
    const parsed = parseUfw(text);
    expect(open(parsed)).toEqual(["tcp 1-65535 ::/0", "udp 1-67 any", "udp 69-65535 any"]);
    expect(open(parsed, "outbound")).toEqual(["tcp 53 ::/0", "udp 53 ::/0"]);
    expect(parsed.defaults).toEqual({ inbound: "drop", outbound: "drop" });
    expect(parseUfw(text.replace("DENY IN", "ALLOW IN")).defaults.inbound).toBe("accept");
  });

  test("recognizes IPv6 lines by (v6) and by their addresses", () => {
    const parsed = parseUfw(
      status(
        "22/tcp                     ALLOW IN    Anywhere",
        "25/tcp                     ALLOW IN    2001:db8::/32",
        "Anywhere (v6)              DENY IN     2001:db8:1::/48",
        "2001:db8::1 80/tcp         DENY IN     2001:db8:2::1",
        "8080/tcp (Web Server (v6)) ALLOW IN    Anywhere (v6)",
        "Anywhere                   ALLOW IN    198.51.100.0/24/udp",
      ),
    );
    expect(open(parsed)).toEqual([
      "tcp 22 0.0.0.0/0",
      "tcp 25 2001:db8::/32",
      "tcp 8080 any but 0.0.0.0/0,2001:db8:1::/48",
      "udp 1-67 198.51.100.0/24",
      "udp 69-545 198.51.100.0/24",
      "udp 546 198.51.100.0/24,fe80::/10",
      "udp 547-65535 198.51.100.0/24",
    ]);
    expect(parsed.families).toEqual(both);
  });

  test("covers only IPv4 if the status has rules but none for IPv6, and both families if it has no rules", () => {
    const rules = parseUfw(status("22/tcp                     ALLOW IN    Anywhere"));
    expect(rules.families).toEqual(["ipv4"]);
    expect(assumed(rules)).toContainEqual(expect.stringContaining("IPV6=no"));
    const none = parseUfw("# ufw status\nStatus: active");
    expect(none.families).toEqual(both);
    expect(none.defaults).toEqual({ inbound: "drop", outbound: "accept" });
    expect(open(none)).toEqual([]);
  });

  test("opens everything if ufw is inactive", () => {
    const parsed = parseUfw(["Status: inactive\n", web]);
    expect(parsed.defaults).toEqual({ inbound: "accept", outbound: "accept" });
    expect(assumed(parsed)).toContain("ufw is inactive and drops nothing");
  });

  test("opens ports with a rate limit, and qualifies them", () => {
    const parsed = parseUfw(
      status(
        "22/tcp                     LIMIT IN    198.51.100.0/24",
        "22/tcp                     DENY IN     Anywhere",
        "22/tcp (v6)                LIMIT IN    Anywhere (v6)",
      ),
    );
    expect(open(parsed)).toEqual(["tcp 22 198.51.100.0/24,::/0"]);
    expect(undetermined(parsed)).toEqual([]);
    expect(qualified(parsed)).toEqual([
      "tcp 22 198.51.100.0/24,::/0 limited (line 8); limited (line 10)",
    ]);
  });

  test("follows a rule for an interface if the interface is given", () => {
    const text = status(
      "22/tcp on eth0             ALLOW IN    Anywhere",
      "80/tcp on wg+              ALLOW IN    Anywhere",
      "81/tcp on lo               ALLOW IN    Anywhere",
      "25/tcp                     DENY OUT    Anywhere on eth1",
    );
    expect(undetermined(parseUfw(text))).toEqual([
      "inbound tcp 22 any",
      "inbound tcp 80 any",
      "outbound tcp 25 any",
    ]);
    expect(open(parseUfw(text, { interface: "eth0" }))).toEqual(["tcp 22 any"]);
    expect(open(parseUfw(text, { interface: "wg0" }))).toEqual(["tcp 80 any"]);
    expect(undetermined(parseUfw(text, { interface: "wg0" }))).toEqual([]);
    expect(parseUfw(text, { interface: "wg0" }).defaults.outbound).toBe("accept");
    expect(parseUfw(text, { interface: "eth1" }).defaults.outbound).toBe("drop");
  });

  test("leaves a rule for one address of the server undetermined", () => {
    const parsed = parseUfw(
      status(
        "192.0.2.1 22/tcp           ALLOW IN    Anywhere",
        "224.0.0.251 5353/udp       ALLOW IN    Anywhere",
        "2001:db8::1 80/tcp         ALLOW IN    Anywhere (v6)",
        "198.51.100.1 25/tcp        DENY OUT    Anywhere",
      ),
    );
    expect(undetermined(parsed)).toEqual(["inbound tcp 22 0.0.0.0/0", "inbound tcp 80 ::/0"]);
    expect(open(parsed)).toEqual([]);
    expect(open(parsed, "outbound")[1]).toBe("tcp 25 any but 198.51.100.1");
  });

  test("leaves a rule that mixes families undetermined", () => {
    const parsed = parseUfw(status("192.0.2.1 22/tcp           ALLOW IN    2001:db8::1"));
    expect(undetermined(parsed)).toEqual(["inbound tcp 22 2001:db8::1"]);
    expect(open(parsed)).toEqual([]);
  });

  test("ignores source ports that no client uses, and qualifies those that few use", () => {
    const parsed = parseUfw(
      status(
        "68/udp                     ALLOW IN    67/udp",
        "5469/udp                   ALLOW IN    198.51.100.7 5469/udp",
        "80/tcp                     ALLOW IN    1024:65535/tcp",
      ),
    );
    expect(open(parsed)).toEqual(["tcp 80 any"]);
    expect(undetermined(parsed)).toEqual([]);
    expect(parsed.qualified).toMatchObject([
      { protocol: "udp", ports: { from: 5469 }, qualification: "open-from-source-ports" },
    ]);
  });

  test("ignores protocols without ports and forwarded connections", () => {
    const parsed = parseUfw(
      status(
        "Anywhere/ah                ALLOW IN    Anywhere/ah",
        "192.0.2.1/gre              ALLOW IN    198.51.100.7/gre",
        "22/tcp                     ALLOW FWD   Anywhere on eth0",
        "22/tcp (v6)                ALLOW FWD   Anywhere (v6)",
      ),
    );
    expect(open(parsed)).toEqual([]);
    expect(undetermined(parsed)).toEqual([]);
    expect(notesOf(parsed, "unknown")).toEqual([]);
  });

  test("leaves everything undetermined after an unsupported line", () => {
    for (const line of [
      "22/tcp                     PERMIT IN   Anywhere",
      "22/tcp                     ALLOW IN",
      "22/tcp                     ALLOW",
      "                           ALLOW IN    Anywhere",
      "22/tcp                     ALLOW IN    Anywhere ALLOW IN Anywhere",
      "10.0.0.0/255.0.255.0       ALLOW IN    Anywhere",
      "22/tcp (x                  ALLOW IN    Anywhere",
      "22/sctp                    ALLOW IN    Anywhere",
    ]) {
      const parsed = parseUfw(
        status(
          "25/tcp                     ALLOW IN    Anywhere",
          line,
          "80/tcp                     ALLOW IN    Anywhere",
        ),
      );
      expect(open(parsed), line).toEqual(["tcp 25 0.0.0.0/0"]);
      expect(undetermined(parsed), line).toEqual([
        "inbound tcp 1-24 any",
        "inbound tcp 25 ::/0",
        "inbound tcp 26-65535 any",
        ...udpBesideDhcp,
        "outbound tcp 1-65535 any",
        "outbound udp 1-65535 any",
      ]);
      expect(notesOf(parsed, "unknown")[0]?.line, line).toBe(9);
    }
  });
});

describe("the short status", () => {
  test("assumes and notes ufw's own default policies", () => {
    const parsed = parseUfw(short("22/tcp                     ALLOW       Anywhere"));
    expect(open(parsed)).toEqual(["tcp 22 any"]);
    expect(parsed.defaults).toEqual({ inbound: "drop", outbound: "accept" });
    const own = expect.stringContaining("ufw's own are assumed:");
    expect(assumed(parsed)).toContainEqual(own);
    expect(assumed(parseUfw(status()))).not.toContainEqual(own);
  });

  test("reads rules with and without numbers", () => {
    const numbered = `Status: active

     To                         Action      From
     --                         ------      ----
[ 1] 22/tcp                     ALLOW IN    Anywhere
[10] 25/tcp                     ALLOW OUT   Anywhere                   (out)
[11] 80/tcp (v6)                ALLOW IN    Anywhere (v6)
`;
    expect(open(parseUfw(numbered))).toEqual(["tcp 22 0.0.0.0/0", "tcp 80 ::/0"]);
  });

  test("takes the ports of an application only from its profile", () => {
    const text = short(
      "Web Server                 ALLOW       Anywhere",
      "Bind9                      ALLOW       203.0.113.0/24",
      "Web Server (v6)            ALLOW       Anywhere (v6)",
    );
    const opened = [
      "tcp 53 203.0.113.0/24",
      "tcp 80 any",
      "tcp 443 any",
      "udp 53 203.0.113.0/24",
      "udp 443 any",
    ];
    expect(open(parseUfw([text, web]))).toEqual(opened);
    expect(open(parseUfw([web, text]))).toEqual(opened);
    const without = parseUfw(text);
    expect(open(without)).toEqual(["tcp 53 203.0.113.0/24", "udp 53 203.0.113.0/24"]);
    expect(undetermined(without).length).toBe(10);
    expect(without.undetermined[0]?.reasons[0]).toContain('the application "Web Server"');
    expect(assumed(without)).toContainEqual(expect.stringContaining("those of its profile"));
  });

  test("reads applications at an address of the server", () => {
    const text = short("192.0.2.1 Bind9            ALLOW       198.51.100.7");
    expect(undetermined(parseUfw([text, web]))).toEqual([
      "inbound tcp 53 198.51.100.7",
      "inbound udp 53 198.51.100.7",
    ]);
  });

  test("reads source applications, whose ports are client ports", () => {
    const high = web.replace("ports=53", "ports=40000:50000/tcp|1024:65535/udp");
    const from = (line: string) => parseUfw([short(line), high]);
    const plain = from("22                         ALLOW       Bind9");
    expect(open(plain)).toEqual(["udp 22 any"]);
    expect(undetermined(plain)).toEqual(["inbound tcp 22 any"]);
    // If both ends have a protocol, ufw uses that of the source.
    const combined = from("Web Server                 ALLOW       198.51.100.7 Bind9");
    expect(open(combined)).toEqual(["udp 80 198.51.100.7", "udp 443 198.51.100.7"]);
    expect(undetermined(combined)).toEqual([
      "inbound tcp 80 198.51.100.7",
      "inbound tcp 443 198.51.100.7",
    ]);
    // The lists of one profile are not combined with each other.
    const same = from("Bind9                      ALLOW       Bind9");
    expect(open(same)).toEqual(["udp 1024-65535 any"]);
    expect(undetermined(same)).toEqual(["inbound tcp 40000-50000 any"]);
  });

  test("leaves ports undetermined if a forward rule may hide a rule for the server", () => {
    const hidden = (line: string) =>
      undetermined(parseUfw([short(line), web], { interface: "eth0" }));
    expect(hidden("Bind9                      ALLOW FWD   Anywhere")).toEqual([
      "inbound tcp 53 any",
      "inbound udp 53 any",
      "outbound tcp 53 any",
      "outbound udp 53 any",
    ]);
    expect(hidden("Bind9                      ALLOW FWD   Anywhere on eth0")).toEqual([
      "inbound tcp 53 any",
      "inbound udp 53 any",
    ]);
    expect(hidden("53                         ALLOW FWD   Anywhere")).toEqual([]);
    expect(hidden("Bind9 on eth1              ALLOW FWD   Anywhere on eth0")).toEqual([]);
  });
});

describe("profiles", () => {
  test("assumes and notes that profiles without rules are allowed", () => {
    const parsed = parseUfw(web);
    expect(open(parsed)).toEqual([
      "tcp 53 any",
      "tcp 80 any",
      "tcp 443 any",
      "udp 53 any",
      "udp 443 any",
    ]);
    expect(assumed(parsed)).toContain("the applications are assumed to be allowed");
  });

  test("reads profiles as configparser does: comments, colons, continued lines, any case of keys", () => {
    const text = `; x
# y
[Odd]
TITLE : a
  # not a title
  [more]
description = b=c
Ports:22/tcp|25/any
`;
    expect(open(parseUfw(text))).toEqual(["tcp 22 any", "tcp 25 any", "udp 25 any"]);
  });

  test("leaves rules for rejected profiles undetermined", () => {
    for (const [name, from, to] of [
      ["a number", "Bind9", "22"],
      ["a reserved name", "Bind9", "all"],
      ["a long name", "Bind9", "x".repeat(65)],
      ["no title", "title=DNS", ""],
      ["no description", "description=A name server", "description="],
      ["a long field", "title=DNS", `title=${"x".repeat(1025)}`],
      ["more than 15 ports", "ports=53", `ports=${"1,".repeat(15)}2/tcp`],
      ["no protocol", "ports=53", "ports=53,54"],
      ["no such protocol", "ports=53", "ports=53/sctp"],
      ["two protocols", "ports=53", "ports=53/tcp/udp"],
      ["no such port", "ports=53", "ports=65536"],
      ["port zero", "ports=53", "ports=0"],
      ["an empty range", "ports=53", "ports=22:22/tcp"],
      ["no end", "ports=53", "ports=22:/tcp"],
      ["an empty list", "ports=53", "ports=53|"],
      ["a continued line", "ports=53", "ports=53\n  54"],
      ["no ports", "ports=53", "port=53"],
    ] as const) {
      const parsed = parseUfw(web.replace(from, to));
      expect(open(parsed), name).toEqual(["tcp 80 any", "tcp 443 any", "udp 443 any"]);
      expect(undetermined(parsed).length, name).toBe(9);
      expect(notesOf(parsed, "unknown"), name).toContainEqual(
        expect.objectContaining({ line: 6, input: 0 }),
      );
    }
  });

  test("rejects a profile file that ufw skips, and names the line", () => {
    for (const [text, line] of [
      [`${web}[Bind9]\n`, 10],
      [`${web}Ports=54\n`, 10],
      ["[DEFAULT]\nports=1\n", 1],
      ["[a]\nb\n", 2],
      ["[a]\n=b\n", 2],
    ] as const) {
      expect(
        thrown(() => parseUfw(text)),
        text,
      ).toMatchObject({ name: "InvalidConfigurationError", line });
    }
  });

  test("reads profiles from the output of ufw app info", () => {
    const text = `Profile: Web Server
Title: Web
Description: A web server that
serves

Ports:
  80,443/tcp
  443/udp

--

Profile: Bind9
Title: DNS
Description: A name server

Port:
  53
`;
    expect(open(parseUfw(text))).toEqual(open(parseUfw(web)));
    expect(undetermined(parseUfw("Profile: Cut off\nTitle: x\n"))).toEqual(everythingInbound);
  });
});

describe("commands", () => {
  const list = (...lines: readonly string[]) => parseUfw([lines.join("\n"), web]);

  test("reads the command forms of the manual page", () => {
    const parsed = list(
      "#!/bin/sh",
      "sudo ufw default deny",
      "ufw logging on",
      "ufw allow 53",
      "ufw allow 25/tcp comment 'mail; all of it'",
      "ufw allow smtp",
      "ufw allow in http",
      "ufw allow https/tcp",
      "ufw reject out smtp",
      'ufw reject telnet comment "telnet is unencrypted"',
      "ufw deny proto tcp to any port 80",
      "ufw deny proto tcp from 10.0.0.0/8 to any port 110",
      "ufw deny in on eth0 to 224.0.0.1 proto igmp",
      "ufw allow proto tcp from any to any port 8443,8080:8090 comment 'web app'",
      "ufw rule allow log from 198.51.100.7 to any port ssh",
      "ufw allow from 2001:db8::/32 to any app 'Web Server'",
      "ufw --dry-run allow 1",
      "ufw route allow in on eth1 out on eth2",
      "ufw --force enable",
    );
    expect(open(parsed)).toEqual([
      "tcp 22 198.51.100.7",
      "tcp 25 any",
      "tcp 53 any",
      "tcp 443 any",
      "tcp 8080-8090 any",
      "tcp 8443 any",
      "udp 53 any",
      "udp 443 2001:db8::/32",
    ]);
    expect(open(parsed, "outbound")).toEqual([
      "tcp 1-24 any",
      "tcp 26-65535 any",
      "udp 1-65535 any",
    ]);
    expect(notesOf(parsed, "unknown")).toEqual([]);
    expect(assumed(parsed)).toContain(
      "the ports of smtp, http, https, telnet, ssh are assumed to be those in Debian's /etc/services",
    );
  });

  test("reads defaults with every name of a direction", () => {
    const defaults = (...lines: readonly string[]) => list(...lines).defaults;
    expect(defaults("ufw default allow")).toEqual({ inbound: "accept", outbound: "accept" });
    expect(defaults("ufw default reject outgoing")).toEqual({ inbound: "drop", outbound: "drop" });
    expect(defaults("ufw default allow input", "ufw default deny output")).toEqual({
      inbound: "accept",
      outbound: "drop",
    });
    expect(defaults("ufw default allow routed", "ufw default allow forward")).toEqual({
      inbound: "drop",
      outbound: "accept",
    });
  });

  test("replaces a rule with a later one that differs only in its action", () => {
    const denied = list(
      "ufw allow 22/tcp",
      "ufw allow from 10.0.0.0/8",
      "ufw deny to any port 22 proto tcp",
    );
    expect(open(denied)).toEqual([
      "tcp 1-21 10.0.0.0/8",
      "tcp 23-65535 10.0.0.0/8",
      "udp 1-67 10.0.0.0/8",
      "udp 69-545 10.0.0.0/8",
      "udp 546 10.0.0.0/8,fe80::/10",
      "udp 547-65535 10.0.0.0/8",
    ]);
    expect(open(list("ufw allow 80,443/tcp", "ufw deny 443,80/tcp"))).toEqual([]);
    expect(open(list("ufw allow from 0.0.0.0/0 to any port 22", "ufw deny 22"))).toEqual([]);
    expect(open(list("ufw allow from 10.1.2.3/8", "ufw deny from 10.0.0.0/8"))).toEqual([]);
    expect(open(list("ufw allow ssh", "ufw deny 22/tcp"))).toEqual([]);
    expect(open(list("ufw deny from 10.0.0.0/8", "ufw allow 22/tcp"))).toEqual([
      "tcp 22 any but 10.0.0.0/8",
    ]);
  });

  test("follows commands over several inputs until ufw is disabled or reset", () => {
    const [one, two] = ["ufw allow 22/tcp", "ufw allow 80/tcp"];
    expect(open(parseUfw([one, web, two]))).toEqual(["tcp 22 any", "tcp 80 any"]);
    expect(open(parseUfw([one, `ufw --force reset\n${two}\nufw enable`]))).toEqual(["tcp 80 any"]);
    expect(parseUfw([one, "ufw disable"]).defaults.inbound).toBe("accept");
    expect(parseUfw([one, "ufw --force reset"]).defaults.inbound).toBe("accept");
    const doubtful = parseUfw([web, one, "ufw delete 1"]);
    expect(notesOf(doubtful, "unknown")).toMatchObject([{ input: 2, line: 1 }]);
  });

  test("leaves rules that commands delete or insert undetermined", () => {
    for (const command of ["delete", "insert 1", "prepend", "rule delete"]) {
      const parsed = list(
        "ufw default deny outgoing",
        "ufw allow 22",
        `ufw ${command} allow out 22/tcp`,
      );
      expect(undetermined(parsed), command).toEqual(["outbound tcp 22 any"]);
      expect(open(parsed), command).toEqual(["tcp 22 any", "udp 22 any"]);
      expect(notesOf(parsed, "unknown")[0], command).toMatchObject({ line: 3 });
    }
  });

  test("leaves everything undetermined after an unsupported command", () => {
    for (const command of [
      "ufw delete 3",
      "ufw permit 22",
      "ufw allow",
      "ufw allow in",
      "ufw allow 22/sctp",
      "ufw allow 22/tcp/udp",
      "ufw allow 80,443",
      "ufw allow ssh/udp",
      "ufw allow 'Web Server/tcp'",
      "ufw allow Web/tcp",
      "ufw allow proto sctp from any",
      "ufw allow proto tcp to any app Bind9",
      "ufw allow port 22 to any",
      "ufw allow to any port nonsense",
      "ufw allow to example.com port 22",
      "ufw allow from 10.0.0.1 to 2001:db8::1",
      "ufw allow to any port",
      "ufw allow to any via eth0",
      "ufw allow to any proto gre port 22",
      "ufw default open",
      "ufw default deny sideways",
      "ufw allow $PORT",
      "ufw allow 22; reboot",
      'ufw allow "$PORT"',
      "ufw allow 'x",
      "iptables -F",
    ]) {
      const parsed = list("ufw allow 22/tcp", command);
      expect(open(parsed), command).toEqual([]);
      expect(undetermined(parsed), command).toEqual(everything);
      expect(notesOf(parsed, "unknown"), command).toMatchObject([{ line: 2 }]);
    }
  });

  test("leaves the ports of applications without a profile undetermined", () => {
    const parsed = parseUfw("ufw default deny outgoing\nufw allow out Frobnicator");
    expect(undetermined(parsed)).toEqual(["outbound tcp 1-65535 any", "outbound udp 1-65535 any"]);
    expect(open(parsed, "outbound")).toEqual([]);
  });
});

describe("inputs", () => {
  test("rejects too many combinations of port lists", () => {
    const lists = Array.from({ length: 1000 }, (_, index) => `  ${index + 1}`).join("\n");
    const profiles = ["a", "b"].map((name) => `Profile: ${name}\nPorts:\n${lists}\n`);
    const same = parseUfw([short("a ALLOW a"), ...profiles]);
    expect(open(same)).toEqual([]);
    expect(thrown(() => parseUfw([short("a ALLOW b"), ...profiles]))).toMatchObject({
      name: "InvalidConfigurationError",
      message: expect.stringContaining("too many ways to follow"),
    });
  });

  test("rejects input that is not from ufw, and names the line", () => {
    const error = (inputs: string | string[]) => thrown(() => parseUfw(inputs));
    expect(error("\n# x\nhello")).toMatchObject({ name: "InvalidConfigurationError", line: 3 });
    expect(error(["Status: active", "hello"])).toMatchObject({
      line: 1,
      message: expect.stringContaining("line 1 of input 2"),
    });
    expect(error("Status: aktiv")).toMatchObject({ line: 1 });
    expect(error("Status: active\nhello")).toMatchObject({ line: 2 });
    expect(error("Status: inactive\nTo Action From")).toMatchObject({ line: 2 });
    expect(error("Status: active\nDefault: open (incoming)")).toMatchObject({ line: 2 });
    expect(error("Status: active\nLogging: on (low)\n").message).toContain("cut off");
    expect(error("# only comments").message).toContain("only comments");
    expect(error(["Status: active", "Status: active"]).message).toContain("cannot be combined");
    expect(error(["Status: active", "ufw allow 22"]).message).toContain("cannot be combined");
    expect(error(["ufw allow 22", "Status: active"]).message).toContain("cannot be combined");
  });
});

describe("the deciding place", () => {
  const deciding = (exposure: Exposure) =>
    [...withoutDhcp(exposure).rules, ...exposure.undetermined].map(
      ({ direction, protocol, decidedBy, ...each }) => [
        `${direction} ${protocol} ${ports(each.ports)}`,
        decidedBy,
      ],
    );
  const at = (line: number, text: string, input = 0) => ({
    input,
    line,
    text,
    table: null,
    chain: null,
  });

  test("names the line of a status", () => {
    const text = status(
      "22/tcp                     ALLOW IN    198.51.100.7",
      "22:80/tcp                  ALLOW IN    Anywhere                   # web",
      "443/tcp                    LIMIT IN    Anywhere",
      "25                         DENY OUT    Anywhere",
    );
    const loggedAt = "Default: deny (incoming), allow (outgoing), disabled (routed)";
    expect(deciding(parseUfw([web, text]))).toEqual([
      ["inbound tcp 22-80", at(9, "22:80/tcp ALLOW IN Anywhere # web", 1)],
      ["inbound tcp 443", at(10, "443/tcp LIMIT IN Anywhere", 1)],
      ["outbound tcp 1-24", at(3, loggedAt, 1)],
      ["outbound tcp 26-65535", at(3, loggedAt, 1)],
      ["outbound udp 1-24", at(3, loggedAt, 1)],
      ["outbound udp 26-65535", at(3, loggedAt, 1)],
    ]);
  });

  test("names the line that states that ufw is active if the status has no defaults", () => {
    const text = short("25 ALLOW OUT 198.51.100.7 (out)", "25 DENY OUT Anywhere (out)");
    expect(deciding(parseUfw(text))).toContainEqual(["outbound tcp 1-24", at(1, "Status: active")]);
  });

  test("names the unsupported line", () => {
    const exposure = parseUfw(status("22/tcp PERMIT IN Anywhere"));
    expect(new Set(deciding(exposure).map(([, origin]) => origin))).toEqual(
      new Set([at(8, "22/tcp PERMIT IN Anywhere")]),
    );
    expect(exposure.notes).toContainEqual({
      kind: "unknown",
      code: "entry",
      input: 0,
      line: 8,
      text: 'unsupported line: "22/tcp PERMIT IN Anywhere"',
    });
  });

  test("names the command that adds the rule or sets the default", () => {
    const parsed = parseUfw([
      "ufw allow  ssh\nufw default deny outgoing\nufw limit 80/tcp",
      "ufw allow out 53/udp\nufw delete allow 25/tcp",
    ]);
    expect(deciding(parsed)).toEqual([
      ["inbound tcp 22", at(1, "ufw allow ssh")],
      ["inbound tcp 80", at(3, "ufw limit 80/tcp")],
      ["outbound udp 53", at(1, "ufw allow out 53/udp", 1)],
      ["inbound tcp 25", at(2, "ufw delete allow 25/tcp", 1)],
    ]);
    const open = parseUfw("ufw default allow\nufw deny 25\nufw enable");
    expect(deciding(open)[0]).toEqual(["inbound tcp 1-24", at(1, "ufw default allow")]);
    expect(deciding(open)).toHaveLength(5);
  });

  test("names the command that enables ufw, or nothing, if no command sets the default", () => {
    const closed = "ufw deny out 25\n";
    expect(deciding(parseUfw(`${closed}ufw enable`))[0]?.[1]).toEqual(at(2, "ufw enable"));
    expect(deciding(parseUfw(closed))[0]?.[1]).toBeNull();
  });

  test("names the profile if there are only profiles", () => {
    expect(deciding(parseUfw(web))).toEqual([
      ["inbound tcp 53", at(6, "[Bind9]")],
      ["inbound tcp 80", at(1, "[Web Server]")],
      ["inbound tcp 443", at(1, "[Web Server]")],
      ["inbound udp 53", at(6, "[Bind9]")],
      ["inbound udp 443", at(1, "[Web Server]")],
    ]);
    expect(deciding(parseUfw("Profile: Bind9\nPort:\n  53/tcp\n"))).toEqual([
      ["inbound tcp 53", at(1, "Profile: Bind9")],
    ]);
  });

  test("names the line of the rule if its ports come from a profile", () => {
    expect(deciding(parseUfw([web, "ufw allow Bind9"]))[0]?.[1]).toEqual(
      at(1, "ufw allow Bind9", 1),
    );
    expect(deciding(parseUfw("ufw allow Bind9"))[0]?.[1]).toEqual(at(1, "ufw allow Bind9"));
  });
});

test("gives notes a code", () => {
  const codes = (inputs: string | string[], kind: string) =>
    notesOf(parseUfw(inputs), kind).map(({ code }) => code);
  const apps = short("Frob ALLOW Anywhere", "Frob ALLOW FWD Anywhere");
  expect(codes(apps, "assumed")).toEqual(["elsewhere", "default", "family", "incomplete"]);
  expect(codes(apps, "unknown")).toEqual(["match", "incomplete", "match"]);
  expect(codes("Status: active", "assumed")).toEqual(["elsewhere", "default", "family"]);
  expect(codes("Status: inactive", "assumed")).toEqual(["elsewhere", "dormant"]);
  expect(codes(web, "assumed")).toEqual(["incomplete", "elsewhere", "default", "elsewhere"]);
  const commands = "ufw limit ssh\nufw delete 1";
  expect(codes(commands, "assumed")).toEqual(["elsewhere", "default", "elsewhere", "built-in"]);
  expect(codes(commands, "unknown")).toEqual(["command"]);
  expect(codes("[22]\n", "unknown")).toEqual(["entry", "match"]);
});

describe("services of /etc/services", () => {
  const ufw = (...lines: readonly string[]) => parseUfw(lines.join("\n"));

  test("resolves service names and aliases for their own protocols", () => {
    expect(open(ufw("ufw allow www"))).toEqual(["tcp 80 any"]);
    expect(open(ufw("ufw allow snmp"))).toEqual(["tcp 161 any", "udp 161 any"]);
    expect(open(ufw("ufw allow tftp"))).toEqual(["udp 69 any"]);
    expect(open(ufw("ufw allow to any port gds_db"))).toEqual(["tcp 3050 any"]);
  });

  test("rejects a service that lacks the protocol of the rule", () => {
    expect(open(ufw("ufw allow domain/tcp"))).toEqual(["tcp 53 any"]);
    expect(open(ufw("ufw allow tftp/tcp"))).toEqual([]);
    expect(open(ufw("ufw allow proto udp from any port domain to any port tftp"))).toEqual([]);
    expect(undetermined(ufw("ufw allow proto udp from any port domain to any port tftp"))).toEqual(
      [],
    );
    expect(undetermined(ufw("ufw allow from any port ssh to any port tftp"))).toEqual(everything);
  });

  test("prefers a service to an application with the same name", () => {
    expect(open(parseUfw(["ufw allow ssh", web.replace("Bind9", "ssh")]))).toEqual(["tcp 22 any"]);
  });
});

describe("the round trip", () => {
  const dhcp = createPolicy(126).rules.filter(
    ({ direction, need }) => direction === "inbound" && need !== null,
  );

  for (const { release } of releases) {
    test(`reads policies of ${release} back, with DHCP even if it is omitted`, () => {
      for (const policy of somePolicies(release, 30)) {
        const parsed = parseUfw([renderUfw(policy), renderUfwCommands(policy)]);
        const rules = [...policy.rules, ...dhcp];
        expect(openTo(parsed, both)).toBe(openTo({ ...policy, rules }, both));
        expect(parsed.defaults).toEqual(policy.defaults);
        expect(parsed.undetermined).toEqual([]);
        expect(notesOf(parsed, "unknown")).toEqual([]);
      }
    });
  }

  test("reads back from a profile the ports that are open to all", () => {
    const policy = createPolicy(126, { allowFrom: { ssh: "198.51.100.7" } });
    expect(openTo(parseUfw(renderUfw(policy)), both)).toBe(
      openTo(createPolicy(126, { omit: "ssh" }), both),
    );
  });
});

test("leaves everything undetermined after any number of unsupported commands", () => {
  const base = "ufw default deny incoming\nufw allow 22/tcp\n";
  for (const more of [
    "ufw frobnicate\nufw frobnicate\n",
    "ufw delete allow 22/tcp\n".repeat(150),
    "ufw allow from 192.0.2.1 port 99999 to any port 25 proto tcp\n",
  ]) {
    const exposure = parseUfw(base + more);
    expect(open(exposure)).toEqual([]);
    expect(exposure.undetermined.length).toBeGreaterThan(0);
  }
});
