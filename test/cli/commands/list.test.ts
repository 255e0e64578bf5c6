import { describe, expect, test } from "vitest";
import { listPorts } from "../../../src/index.ts";
import { cliJson, plain } from "../../support/cli-json.ts";
import { runWide as runCli } from "../../support/run-cli.ts";

const ports = (...args: string[]) =>
  cliJson("list", ...args).ports.map((each: { port: number }) => each.port);

describe("list", () => {
  test("prints the ports of the newest release, or of a version in any form", () => {
    expect(cliJson("list")).toEqual({
      requested: 126,
      release: 126,
      coverage: "release",
      ports: plain(listPorts(126)),
    });
    expect(cliJson("list", "11.110.0.33\n").ports).toEqual(plain(listPorts(110)));
  });

  test.for<[string[], number[]]>([
    [["--service", "imap", "--protection", "implicit"], [993]],
    [
      ["--direction", "inbound", "--protocol", "udp"],
      [53, 443],
    ],
    [
      ["--service", "WHM,sshd"],
      [22, 2086, 2087],
    ],
    [
      ["--service", "whm", "--service", "ssh"],
      [22, 2086, 2087],
    ],
    [
      ["--service", "pyzor, dcc"],
      [6277, 24441],
    ],
    [["--port", "22,2195"], [22]],
    [
      ["--category", "dns"],
      [53, 953],
    ],
    [
      ["--scope", "loopback"],
      [579, 783, 953],
    ],
    [
      ["--protection", "starttls"],
      [21, 25, 26, 110, 143, 587],
    ],
    [["--protection", "none,ssh", "--service", "pop3,ssh"], [22]],
  ])("prints for %j the ports %j", ([args, expected]) => {
    expect(ports(...args)).toEqual(expected);
  });

  test("prints text", () => {
    expect(runCli(["list", "118", "--service", "eas,dns,imap"]).stdout).toBe(`\
cPanel & WHM 118: 5 ports (page 118, last modified 2025-09-02)

Port  Service                            Protocol  Direction  Protection      Condition
  53  DNS                                tcp, udp  in, out    plain text
 143  IMAP                               tcp       in         upgrade to TLS
 953  PowerDNS                           -         loopback   undocumented
 993  IMAP SSL                           tcp       in         TLS
2091  Exchange ActiveSync (EAS) SSL/TLS  tcp       in         TLS             only if Calendars and Contacts Server and Z-Push are both installed
`);
    expect(runCli(["list", "126", "--port", "26"]).stdout).toBe(`\
cPanel & WHM 126: 1 port (page 126, last modified 2025-09-02)

Port  Service  Protocol  Direction  Protection      Condition
  26  SMTP     tcp       in, out    upgrade to TLS  only if a second SMTP port is set
`);
    expect(runCli(["list", "126", "--service", "eas"]).stdout).toBe(
      "cPanel & WHM 126: 0 ports (page 126, last modified 2025-09-02)\n",
    );
  });

  test("names the protocol of a condition that applies to one protocol", () => {
    expect(runCli(["list", "--port", "443"]).stdout).toMatch(/ TLS +udp only if HTTP\/3 is used$/m);
    expect(runCli(["list", "--port", "443", "--format", "csv"]).stdout).toMatch(
      /,http3\/udp,true\r$/m,
    );
    expect(runCli(["show", "26"]).stdout).toContain(
      "only if a second SMTP port is set (WHM » Home » Service Configuration » Service Manager)",
    );
  });

  test("prints Markdown and CSV", () => {
    expect(runCli(["list", "--port", "11371", "--format", "markdown"]).stdout).toBe(`\
## cPanel & WHM 126: 1 port (page 126, last modified 2025-09-02)

| Port | Service | Protocol | Direction | Protection | Condition |
| ---: | --- | --- | --- | --- | --- |
| 11371 | apt | tcp | out | undocumented | only if the server runs Ubuntu |
`);
    expect(runCli(["list", "--port", "465,2089", "--format", "csv"]).stdout).toBe(
      [
        "port,service,tcp,udp,inbound,outbound,localhost,note,services,categories,scope,protection,twin,source_ports,iana_names,conditions,documented",
        '465,"SMTP, SSL/TLS",true,false,true,true,false,true,smtp,mail,network,implicit,,undocumented,submissions urd,,true',
        "2089,cPanel Licensing,true,false,false,true,false,true,cpanel-licensing,licensing,network,undocumented,,4 1020,sep,,true",
        "",
      ].join("\r\n"),
    );
  });
});
