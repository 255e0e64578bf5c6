import { describe, expect, test } from "vitest";
import type { Exposure } from "../../../src/index.ts";
import { detectFirewall } from "../../../src/parse/detect.ts";
import { parseNmap } from "../../../src/parse/nmap/parse-nmap.ts";
import { thrown } from "../../support/thrown.ts";

const ports = ({ from, through }: { from: number; through: number }) =>
  from === through ? `${from}` : `${from}-${through}`;
const open = ({ rules }: Exposure) => rules.map((rule) => `${rule.protocol} ${ports(rule.ports)}`);
const unclear = ({ undetermined }: Exposure) =>
  undetermined.map((each) => `${each.protocol} ${ports(each.ports)}: ${each.reasons}`);
const texts = ({ notes }: Exposure, kind: string) =>
  notes.filter((note) => note.kind === kind).map(({ text }) => text);
const error = (inputs: string | string[], options = {}) =>
  thrown(() => parseNmap(inputs, options)) as Error;

const tcpInfo = '<scaninfo type="syn" protocol="tcp" numservices="65535" services="1-65535"/>';
const udpInfo = '<scaninfo type="udp" protocol="udp" numservices="65535" services="1-65535"/>';

const port = (id: number | string, state: string, reason = "", protocol = "tcp") =>
  `<port protocol="${protocol}" portid="${id}"><state state="${state}" reason="${reason}" reason_ttl="64"/><service name="x"/></port>`;

const extra = (state: string, reason: string, proto: string, list: string) =>
  `<extraports state="${state}" count="9"><extrareasons reason="${reason}" count="9" proto="${proto}" ports="${list}"/></extraports>`;

const host = (inner: string, address = "203.0.113.5", status = "user-set", names = "") =>
  `<host><status state="up" reason="${status}"/>
<address addr="${address}" addrtype="${address.includes(":") ? "ipv6" : "ipv4"}"/>
<address addr="32:5C:CF:ED:92:88" addrtype="mac"/>
<hostnames>${names}</hostnames>
<ports>${inner}
</ports></host>`;

const xml = (inner: string, { infos = tcpInfo, args = "nmap -p-", exit = "success" } = {}) =>
  `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<?xml-stylesheet href="file:///usr/bin/../share/nmap/nmap.xsl" type="text/xsl"?>
<!-- Nmap 7.93 scan initiated as: nmap -&#45;open -->
<nmaprun scanner="nmap" args="${args}" version="7.93" xmloutputversion="1.05">
${infos}
${inner}
<runstats><finished time="1" exit="${exit}"/><hosts up="1" down="0" total="1"/></runstats>
</nmaprun>`;

const greppable = (lines: string, args = "nmap -p- -oG - 203.0.113.5") =>
  `# Nmap 7.93 scan initiated Sat Mar  1 10:00:00 2025 as: ${args}
${lines}
# Nmap done at Sat Mar  1 10:02:00 2025 -- 1 IP address (1 host up) scanned in 120 seconds
`;

const noUdp = "udp 1-65535: no scan examined UDP";
const closed = "nothing listens, or a firewall rejects connections";

describe("states", () => {
  test("reads port states as open, closed or in doubt", () => {
    const parsed = parseNmap(
      xml(
        host(
          [
            port(22, "open", "syn-ack"),
            port(81, "filtered", "no-response"),
            port(83, "filtered", "port-unreach"),
            port(85, "closed", "reset"),
            port(86, "unfiltered", "reset"),
            port(87, "closed|filtered", "no-ipid-change"),
            port(88, "strange", ""),
            port(53, "open", "udp-response", "udp"),
            port(54, "open|filtered", "no-response", "udp"),
            port(55, "closed", "port-unreach", "udp"),
            port(56, "filtered", "admin-prohibited", "udp"),
            port(57, "open", "init-ack", "sctp"),
            port(0, "open", "syn-ack"),
            extra("filtered", "no-response", "tcp", "1-21,23-80,82,84,89-65535"),
            extra("open|filtered", "no-response", "udp", "1-52,57-65535"),
            extra("closed", "abort", "sctp", "1-10"),
          ].join("\n"),
        ),
        {
          infos: `${tcpInfo}${udpInfo}<scaninfo type="sctpinit" protocol="sctp" services="1-10"/>`,
        },
      ),
    );
    expect(open(parsed)).toEqual(["tcp 22", "udp 53"]);
    const silent =
      "no reply, because the port is open but silent or a firewall dropped the packets";
    expect(unclear(parsed)).toEqual([
      `tcp 85: nmap reports closed (reset): ${closed}`,
      "tcp 86: nmap reports unfiltered (reset): packets get through, so connections may get through as well",
      "tcp 87: nmap reports closed|filtered (no-ipid-change): nothing listens, or a firewall blocks connections",
      "tcp 88: nmap reports strange: unknown state",
      `udp 1-52: nmap reports open|filtered (no-response): ${silent}`,
      `udp 54: nmap reports open|filtered (no-response): ${silent}`,
      `udp 55: nmap reports closed (port-unreach): ${closed}`,
      `udp 57-65535: nmap reports open|filtered (no-response): ${silent}`,
    ]);
    expect(parsed).toMatchObject({
      title: "nmap of 203.0.113.5",
      families: ["ipv4"],
      defaults: { inbound: "drop", outbound: "accept" },
    });
    expect(parsed.rules[0]).toEqual({
      direction: "inbound",
      protocol: "tcp",
      ports: { from: 22, through: 22 },
      sources: "any",
      except: [],
      decidedBy: {
        input: 0,
        line: 11,
        text: '<port protocol="tcp" portid="22"><state state="open" reason="syn-ack" reason_ttl="64"/><service name="x"/></port>',
        table: null,
        chain: null,
      },
    });
    expect(parsed.undetermined[0]?.decidedBy).toMatchObject({ line: 14, table: null });
    expect(parsed.notes.map(({ code }) => code)).toEqual([
      "scope",
      "outbound",
      ...["port-state", "port-state", "port-state", "port-state", "port-state", "port-state"],
    ]);
    expect(Object.isFrozen(parsed.rules[0])).toBe(true);
  });

  test.for(["ack", "window", "maimon", "fin", "null", "xmas", "bounce", "idle"])(
    "leaves ports in doubt in a scan that opens no connections: %s",
    (type) => {
      const parsed = parseNmap(
        xml(
          host(
            port(22, "open", "reset") + extra("filtered", "no-response", "tcp", "1-21,23-65535"),
          ),
          {
            infos: tcpInfo.replace("syn", type),
          },
        ),
      );
      expect(open(parsed)).toEqual([]);
      expect(unclear(parsed)).toEqual([
        `tcp 1-21: nmap reports filtered (no-response), but the scan opens no connections (${type})`,
        `tcp 22: nmap reports open (reset), but the scan opens no connections (${type})`,
        `tcp 23-65535: nmap reports filtered (no-response), but the scan opens no connections (${type})`,
        noUdp,
      ]);
    },
  );

  test("says that the input does not show the scan if its type is missing", () => {
    const unscanned = "the input does not show which ports were scanned";
    expect(unclear(parseNmap(xml(host(port(22, "open", "syn-ack")), { infos: "" })))).toEqual([
      `tcp 1-21: ${unscanned}`,
      "tcp 22: nmap reports open (syn-ack), but the input does not show how the port was scanned",
      `tcp 23-65535: ${unscanned}`,
      noUdp,
    ]);
  });

  test.for([
    ["nmap --scanflags SYNFIN", "--scanflags"],
    ["nmap --source-port=53 -p-", "--source-port"],
    ["nmap -g53 -p-", "-g"],
    ["nmap -g 53 -p-", "-g"],
    ["nmap --badsum -p-", "--badsum"],
  ])("leaves ports in doubt if packets differ from those of a connection: %s", ([args, option]) => {
    const why = `but ${option} made the packets unlike those of a connection`;
    expect(unclear(parseNmap(xml(host(port(22, "open", "syn-ack")), { args })))[1]).toBe(
      `tcp 22: nmap reports open (syn-ack), ${why}`,
    );
    const line = "Host: 203.0.113.5 ()\tPorts: 22/open/tcp//ssh///";
    expect(unclear(parseNmap(greppable(line, args)))[1]).toContain(why);
  });

  test("leaves ports in doubt in a scan with custom flags", () => {
    const infos = tcpInfo.replace("syn", 'syn" scanflags="FINSYN');
    expect(unclear(parseNmap(xml(host(port(22, "open", "syn-ack")), { infos })))[1]).toContain(
      "--scanflags",
    );
  });
});

describe("ports that are not listed", () => {
  const few = tcpInfo.replace("1-65535", "22,80-85");

  test("reports unlisted ports as not examined unless they were scanned", () => {
    const parsed = parseNmap(
      xml(host(port(22, "open", "syn-ack") + extra("filtered", "no-response", "tcp", "80-85")), {
        infos: few,
      }),
    );
    const why = "the scan did not examine the port";
    expect(unclear(parsed)).toEqual([
      `tcp 1-21: ${why}`,
      `tcp 23-79: ${why}`,
      `tcp 86-65535: ${why}`,
      noUdp,
    ]);
    expect(texts(parsed, "unknown")).toEqual([
      `tcp 1-21,23-79,86-65535: ${why}`,
      "udp 1-65535: no scan examined UDP",
    ]);
  });

  test("assigns the counted state to unlisted ports if it is the only one and the count matches", () => {
    const counted = (state: string, count: number, reasons = "") =>
      `<extraports state="${state}" count="${count}">${reasons}</extraports>`;
    const parse = (inner: string, infos = few) =>
      unclear(parseNmap(xml(host(port(22, "open", "syn-ack") + inner), { infos }))).filter(
        (text) => !text.includes("examine"),
      );
    const reasons = '<extrareasons reason="resets" count="6"/>';
    expect(parse(counted("closed", 6, reasons))).toEqual([
      `tcp 80-85: nmap reports closed (resets): ${closed}`,
    ]);
    expect(parse(counted("filtered", 6))).toEqual([]);
    expect(parse(counted("closed", 6, reasons + reasons))).toEqual([
      `tcp 80-85: nmap reports closed: ${closed}`,
    ]);
    const unknown = "the input does not show in which state nmap found the port";
    expect(parse(counted("filtered", 5))).toEqual([`tcp 80-85: ${unknown}`]);
    expect(parse(counted("filtered", 3) + counted("closed", 3))).toEqual([`tcp 80-85: ${unknown}`]);
    expect(parse("")).toEqual([`tcp 80-85: ${unknown}`]);
    const both = few + udpInfo.replace("1-65535", "53-54");
    expect(parse(counted("filtered", 8), both)).toEqual([]);
    expect(parse(counted("filtered", 6), both)).toEqual([
      `tcp 80-85: ${unknown}`,
      `udp 53-54: ${unknown}`,
    ]);
  });
});

describe("greppable output", () => {
  test("reads greppable output like XML, without reasons", () => {
    const parsed = parseNmap(
      greppable(
        "Host: 203.0.113.5 (server.example.com)\tStatus: Up\nHost: 203.0.113.5 (server.example.com)\tPorts: 22/open/tcp//ssh//OpenSSH 8.7 (protocol 2.0), really/, 0/open/tcp/////, 25/filtered/tcp//smtp///, 26/closed/tcp//rsftp///, 9/open/sctp/////\tIgnored State: filtered (65532)\tOS: Linux",
      ),
    );
    expect(open(parsed)).toEqual(["tcp 22"]);
    expect(unclear(parsed)).toEqual([`tcp 26: nmap reports closed: ${closed}`, noUdp]);
    expect(parsed.rules[0]?.decidedBy?.line).toBe(3);
  });

  test("reads the scanned ports of greppable output from -v or the arguments", () => {
    const line = "Host: 203.0.113.5 ()\tPorts: 22/open/tcp//ssh///\tIgnored State: filtered (2)";
    const scanned = "# Ports scanned: TCP(3;22,80-81) UDP(0;) SCTP(0;) PROTOCOLS(0;)";
    const examined = (text: string) =>
      unclear(parseNmap(text)).filter((each) => each.startsWith("tcp"));
    const why = "the scan did not examine the port";
    const expected = [`tcp 1-21: ${why}`, `tcp 23-79: ${why}`, `tcp 82-65535: ${why}`];
    expect(examined(greppable(`${scanned}\n${line}`, "nmap -oG - a"))).toEqual(expected);
    expect(examined(greppable(line, "nmap -p 22,80-81 -oG - a"))).toEqual(expected);
    expect(examined(greppable(line, "nmap -pT:22,80-81,U:53 -oG - a"))).toEqual(expected);
    const alone = [`tcp 1-21: ${why}`, `tcp 23-65535: ${why}`];
    for (const args of ["nmap -oG - a", "nmap -p ssh,http -oG - a", "nmap a -p"]) {
      expect(examined(greppable(line, args)), args).toEqual(alone);
    }
    const all = "Host: 203.0.113.5 ()\tPorts: 22/open/tcp//ssh///\tIgnored State: filtered (65534)";
    expect(examined(greppable(all))).toEqual([]);
    expect(examined(greppable(all.replace("filtered", "closed")))).toEqual([
      `tcp 1-21: nmap reports closed: ${closed}`,
      `tcp 23-65535: nmap reports closed: ${closed}`,
    ]);
    const many = "# Ports scanned: TCP(65535;1-65535) UDP(10;53-62) SCTP(0;) PROTOCOLS(0;)";
    const udp = "Host: 203.0.113.5 ()\tPorts: 53/open/udp//domain///";
    expect(unclear(parseNmap(greppable(`${many}\n${all}`, "nmap -oG - a")))).toEqual([noUdp]);
    expect(unclear(parseNmap(greppable(`${many}\n${udp}`, "nmap -sU -oG - a")))).toEqual([
      "tcp 1-65535: no scan examined TCP",
      `udp 1-52: ${why}`,
      "udp 54-62: the input does not show in which state nmap found the port",
      `udp 63-65535: ${why}`,
    ]);
    expect(unclear(parseNmap(greppable(`${scanned.replace("22,80-81", "x")}\n${line}`)))).toEqual([
      ...alone,
      noUdp,
    ]);
  });

  test("reads the technique of greppable output from the arguments", () => {
    const line = "Host: 203.0.113.5 ()\tPorts: 22/open/tcp//ssh///, 53/open/udp//domain///";
    expect(open(parseNmap(greppable(line, "nmap -sSU -sV -oG - a")))).toEqual(["tcp 22", "udp 53"]);
    expect(open(parseNmap(greppable(line, "nmap -sT -sU -oG - a")))).toEqual(["tcp 22", "udp 53"]);
    expect(open(parseNmap(greppable(line, "nmap -sA -oG - a")))).toEqual([]);
    expect(open(parseNmap(greppable(line, "nmap -oG web-sA a")))).toEqual(["tcp 22"]);
    expect(open(parseNmap(greppable(line, "nmap -oG - a")))).toEqual(["tcp 22"]);
  });

  test("reads several consecutive runs of greppable output", () => {
    const runs = [
      greppable("Host: 203.0.113.5 ()\tPorts: 22/open/tcp//ssh///", "nmap -p 22 -oG - a"),
      greppable("Host: 203.0.113.5 ()\tPorts: 53/open/udp//domain///", "nmap -sU -p 53 -oG - a"),
    ];
    expect(open(parseNmap(runs.join("")))).toEqual(["tcp 22", "udp 53"]);
    expect(open(parseNmap(runs))).toEqual(["tcp 22", "udp 53"]);
  });

  test("rejects greppable output that is cut off", () => {
    const line = "Host: 203.0.113.5 ()\tPorts: 22/open/tcp//ssh///, 25/open/tcp//smtp///";
    const whole = greppable(line);
    const cut = "the line that begins with # Nmap done is missing";
    expect(error(whole.slice(0, whole.indexOf("# Nmap done"))).message).toContain(cut);
    expect(error(whole.slice(0, whole.indexOf("# Nmap done")) + whole)).toMatchObject({
      line: 3,
      message: expect.stringContaining(cut),
    });
    expect(error(greppable(line.slice(0, -4)))).toMatchObject({
      line: 2,
      message: expect.stringContaining("a malformed port list"),
    });
    expect(error(greppable(line.replace("25/open/tcp", "25/op en/tcp")))).toMatchObject({
      line: 2,
      message: expect.stringContaining("a malformed port list"),
    });
    expect(error(line)).toMatchObject({ line: 1 });
    expect(error(greppable("Host: 203.0.113 ()\tPorts: 22/open/tcp//ssh///"))).toMatchObject({
      line: 2,
      message: expect.stringContaining("a host without an address"),
    });
  });

  test("notes unsupported lines, and hosts whose scan did not finish", () => {
    const parsed = parseNmap(
      greppable(
        [
          "",
          "nonsense",
          "Host: 203.0.113.6 ()\tStatus: Down",
          "Host: 203.0.113.7 ()\tStatus: Timeout",
          "Host: 203.0.113.5 ()\tStatus: Up",
          "Host: 203.0.113.5 ()\tPorts: 22/open/tcp//ssh///",
          "# Host: 203.0.113.5 ()\tPorts: 23/open/tcp//telnet///",
          "## Ports scanned: TCP(1;24) UDP(0;) SCTP(0;) PROTOCOLS(0;)",
        ].join("\n"),
      ),
    );
    expect(open(parsed)).toEqual(["tcp 22"]);
    expect(
      parsed.notes
        .filter(({ line }) => line !== null)
        .map(({ kind, code, line, text }) => `${line} ${kind} ${code}: ${text}`),
    ).toEqual([
      '3 unknown entry: unsupported line: "nonsense"',
      expect.stringMatching(
        /^5 unknown incomplete: the scan of the host did not finish: "Host: 203\.0\.113\.7 /,
      ),
      expect.stringMatching(/^7 unknown port-state: tcp 1-21,23-65535: /),
      expect.stringMatching(/^8 unknown entry: unsupported line: "# Host: /),
      expect.stringMatching(/^9 unknown entry: unsupported line: "## Ports scanned: /),
    ]);
  });
});

describe("several scans", () => {
  const all = (state: string, reason: string) => extra(state, reason, "tcp", "1-65535");

  test("combines several scans of one server", () => {
    const parsed = parseNmap([
      xml(
        host(
          port(22, "open", "syn-ack") + extra("filtered", "no-response", "tcp", "1-21,23-65535"),
        ),
      ),
      xml(
        host(
          port(53, "open", "udp-response", "udp") + extra("filtered", "x", "udp", "1-52,54-65535"),
        ),
        {
          infos: udpInfo,
        },
      ),
      xml(host(all("filtered", "no-response"), "2001:db8::5")),
    ]);
    expect(parsed.families).toEqual(["ipv4", "ipv6"]);
    expect(parsed.title).toBe("nmap of 203.0.113.5 and 2001:db8::5");
    expect(parsed.rules.map(({ sources }) => sources)).toEqual([["0.0.0.0/0"], ["0.0.0.0/0"]]);
    expect(unclear(parsed)).toEqual([noUdp]);
    expect(parsed.undetermined[0]?.sources).toEqual(["::/0"]);
    expect(texts(parsed, "assumed")).toContain(
      "203.0.113.5 and 2001:db8::5 are assumed to be the same server",
    );
    expect(parsed.rules[1]?.decidedBy?.input).toBe(1);
  });

  test("leaves only ports with conflicting results in doubt", () => {
    const few = tcpInfo.replace("1-65535", "22-25");
    const parsed = parseNmap([
      xml(host(port(22, "open") + port(23, "open") + port(24, "closed") + port(25, "filtered")), {
        infos: few,
      }),
      xml(
        host(port(22, "filtered") + port(23, "closed") + port(24, "closed") + port(25, "closed")),
        {
          infos: few,
        },
      ),
    ]);
    expect(open(parsed)).toEqual(["tcp 23"]);
    expect(unclear(parsed).slice(1, 3)).toEqual([
      "tcp 22: one scan found the port open and another found it filtered",
      `tcp 24: nmap reports closed: ${closed}`,
    ]);
  });

  test("rejects too many scans of one host", () => {
    const hosts = (count: number) => xml(host(port(22, "open")).repeat(count));
    expect(open(parseNmap(hosts(20)))).toEqual(["tcp 22"]);
    expect(error(hosts(21)).message).toContain("has 21 scans of the host; the limit is 20");
  });

  test("limits the number of listed states", () => {
    const many = Array.from({ length: 110 }, (_, index) => port(index + 1, `state${index}`));
    const infos = tcpInfo.replace("1-65535", "1-110");
    const parsed = parseNmap(xml(host(many.join("")), { infos }));
    expect(unclear(parsed).slice(99, 101)).toEqual([
      "tcp 100: nmap reports state99: unknown state",
      "tcp 101-110: more than 100 other states",
    ]);
  });
});

describe("hosts", () => {
  const name = '<hostname name="server.example.com" type="PTR"/>';
  const two = xml(
    host(port(22, "open"), "203.0.113.5", "reset", name) +
      host(port(23, "open"), "203.0.113.6") +
      host(port(24, "open"), "fe80::1%eth0"),
  );

  test("chooses a host by address or name", () => {
    expect(error(two)).toMatchObject({
      name: "InvalidOptionError",
      message:
        "host is not set, but the input has several hosts; expected one of 203.0.113.5 (server.example.com), 203.0.113.6",
      field: "host",
      accepted: ["203.0.113.5", "203.0.113.6"],
    });
    expect(open(parseNmap(two, { host: "203.0.113.6" }))).toEqual(["tcp 23"]);
    expect(open(parseNmap(two, { host: "SERVER.example.com" }))).toEqual(["tcp 22"]);
    expect(open(parseNmap(two, { host: "FE80:0::1" }))).toEqual(["tcp 24"]);
    for (const wrong of ["203.0.113.7", "example.com", 5 as never]) {
      expect(error(two, { host: wrong })).toMatchObject({
        name: "InvalidOptionError",
        field: "host",
        input: wrong,
        expected: "one of 203.0.113.5 (server.example.com), 203.0.113.6, fe80::1",
        accepted: ["203.0.113.5", "server.example.com", "203.0.113.6", "fe80::1"],
      });
    }
    const many = Array.from({ length: 12 }, (_, index) =>
      host(port(22, "open"), `192.0.2.${index}`),
    );
    expect(error(xml(many.join(""))).message).toContain("192.0.2.9 and 2 more");
    const alike = ["203.0.113.5", "203.0.113.6"].map((address) =>
      host(port(22, "open"), address, "reset", name),
    );
    expect(error(xml(alike.join("")), { host: "server.example.com" }).message).toMatch(
      /^host is "server\.example\.com", which is the name of several hosts; expected one of 203/,
    );
  });

  test("rejects hosts that were not up or not scanned", () => {
    expect(error(xml("")).message).toContain("no host that was up");
    expect(error(xml(host("").replace("up", "down"))).message).toContain("no host that was up");
    const pinged = host("").replace(/<ports>[\s\S]*<\/ports>/, "");
    expect(error(xml(pinged)).message).toContain("has no port scan of 203.0.113.5");
    const late = host(port(22, "open")).replace("<host>", '<host timedout="true">');
    expect(error(xml(late)).message).toContain("has no port scan of 203.0.113.5");
    expect(open(parseNmap(xml(late.replace(".5", ".6") + host(port(22, "open")))))).toEqual([
      "tcp 22",
    ]);
    expect(error(greppable("Host: 203.0.113.5 ()\tStatus: Up")).message).toContain(
      "no host that was up",
    );
  });

  test("rejects hosts that scanned themselves", () => {
    for (const text of [
      xml(host(port(22, "open"), "203.0.113.5", "localhost-response")),
      xml(host(port(22, "open"), "127.0.0.1")),
      xml(host(port(22, "open"), "::1")),
      greppable("Host: 127.0.0.1 (localhost)\tPorts: 22/open/tcp//ssh///"),
    ]) {
      expect(error(text).message).toContain("made of itself, which bypasses the firewall");
    }
  });
});

test("reads elements with missing attributes", () => {
  expect(open(parseNmap(xml(host(port(22, "open")).replace(/<hostnames>.*names>/, ""))))).toEqual([
    "tcp 22",
  ]);
  const parsed = parseNmap(`<nmaprun><scaninfo/><scaninfo protocol="tcp"/><host>
<address addr="203.0.113.5"/><hostnames><hostname/></hostnames><ports><extraports state="closed"><extrareasons proto="tcp" ports="1,3,5,7,9,11"/>
<extrareasons proto="tcp"/></extraports><extraports state="closed"><extrareasons/></extraports><port protocol="tcp" portid="22"><state state="open"/></port>
</ports></host></nmaprun>`);
  expect(open(parsed)).toEqual([]);
  expect(texts(parsed, "unknown")).toContain(
    "tcp 1,3,5,7,9,…: nmap reports closed, but the scan opens no connections (unknown)",
  );
});

describe("inputs", () => {
  test("reads an unfinished scan, with a note", () => {
    const parsed = parseNmap(xml(host(port(22, "open")), { exit: "error" }));
    expect(texts(parsed, "unknown")).toContain("nmap did not finish: hosts may be missing");
    const text = xml(host(port(22, "open"))).replace(/<runstats>.*<\/runstats>/, "");
    expect(texts(parseNmap(text), "unknown")).toContain(
      "nmap did not finish: hosts may be missing",
    );
    const without = xml(host(port(22, "open"))).replace(/<finished[^>]*>/, "");
    expect(texts(parseNmap(without), "unknown")).toContain(
      "nmap did not finish: hosts may be missing",
    );
  });

  test.for([
    ["cut off", xml(host(port(22, "open"))).slice(0, -20), "is not well-formed XML"],
    ["of another kind", "<zone/>", 'has the root element "zone"'],
    [
      "with entities",
      xml("").replace("nmaprun>", 'nmaprun [<!ENTITY a "b">]>'),
      "declares a document type",
    ],
    [
      "of a document type elsewhere",
      xml("").replace("nmaprun>", 'nmaprun SYSTEM "a">'),
      "declares a document type",
    ],
    ["with an unknown entity", xml("&a;"), "is not well-formed XML"],
    [
      "with invalid ports",
      xml("", { infos: tcpInfo.replace("1-65535", "a") }),
      "has an invalid port list",
    ],
    [
      "with invalid unlisted ports",
      xml(host(extra("closed", "a", "tcp", "b"))),
      "has an invalid port list",
    ],
    ["with a port without a number", xml(host(port("a", "open"))), "has a port without a state"],
    ["with a port that is too large", xml(host(port(65536, "open"))), "has a port without a state"],
    [
      "with a port without a state",
      xml(host('<port protocol="tcp" portid="22"/>')),
      "has a port without a state",
    ],
    [
      "with a host without an address",
      xml(host(port(22, "open"), "a")),
      "has a host without an address",
    ],
    ["with other ports without a state", xml(host("<extraports/>")), "has ports without a state"],
    ["with a host without an element for it", xml("<host/>"), "has a host without an address"],
    [
      "for people",
      "Starting Nmap 7.93\nNmap scan report for a\n22/tcp open ssh\n",
      "nmap's normal output",
    ],
    ["of another program", "hello", "line 1 cannot be parsed"],
  ] as const)("rejects input %s", ([, text, message]) => {
    expect(error(text)).toMatchObject({
      name: "InvalidConfigurationError",
      message: expect.stringContaining(message),
    });
  });

  test.for([
    ["XML", xml("")],
    ["XML without its declaration", "<nmaprun>"],
    ["greppable output", greppable("")],
    ["lines of it", "Host: 203.0.113.5 ()\tStatus: Up\n"],
    ["output for people", "Starting Nmap 7.93\nNmap scan report for a\n"],
  ] as const)("detects nmap output: %s", ([, text]) => {
    expect(detectFirewall(text)).toBe("nmap");
  });
});
