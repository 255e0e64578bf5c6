import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { run } from "../../src/cli/run.ts";
import { diffReleases, listPorts, listServices, portHistory, releases } from "../../src/index.ts";
import { runCli } from "../support/run-cli.ts";

const json = (...args: string[]) => {
  const { status, stdout, stderr } = runCli([...args, "--format", "json"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  return JSON.parse(stdout);
};
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const ports = (...args: string[]) =>
  json("list", ...args).map((each: { port: number }) => each.port);

describe("list", () => {
  test("prints the ports of the newest release, or of another in any form", () => {
    expect(json("list")).toEqual(plain(listPorts(126)));
    expect(json("list", "11.110.0.33\n")).toEqual(plain(listPorts(110)));
  });

  test.for<[string[], number[]]>([
    [["--service", "imap", "--tls", "true"], [993]],
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
      ["--tls", "starttls"],
      [25, 26, 587],
    ],
    [["--tls", "false", "--service", "pop3"], [110]],
  ])("%j gives %j", ([args, expected]) => {
    expect(ports(...args)).toEqual(expected);
  });

  test("as text", () => {
    expect(runCli(["list", "118", "--service", "eas,dns,imap"]).stdout).toBe(`\
cPanel & WHM 118: 5 ports (page 118, last modified 2025-09-02)

Port  Service                            Protocol  Direction  TLS           Only with
  53  DNS                                tcp, udp  in, out    no
 143  IMAP                               tcp       in         no
 953  PowerDNS                           -         loopback   undocumented  PowerDNS
 993  IMAP SSL                           tcp       in         yes
2091  Exchange ActiveSync (EAS) SSL/TLS  tcp       in         yes           Calendars and Contacts Server, Z-Push
`);
    expect(runCli(["list", "126", "--port", "26"]).stdout).toBe(`\
cPanel & WHM 126: 1 port (page 126, last modified 2025-09-02)

Port  Service  Protocol  Direction  TLS       Only with
  26  SMTP     tcp       in, out    starttls  WHM » Home » Service Configuration » Service Manager
`);
    expect(runCli(["list", "126", "--service", "eas"]).stdout).toBe(
      "cPanel & WHM 126: 0 ports (page 126, last modified 2025-09-02)\n",
    );
  });

  test("as Markdown and as CSV", () => {
    expect(runCli(["list", "--port", "11371", "--format", "markdown"]).stdout).toBe(`\
## cPanel & WHM 126: 1 port (page 126, last modified 2025-09-02)

| Port | Service | Protocol | Direction | TLS | Only with |
| ---: | --- | --- | --- | --- | --- |
| 11371 | apt | tcp | out | undocumented | ubuntu |
`);
    expect(runCli(["list", "--port", "465,2089", "--format", "csv"]).stdout).toBe(
      [
        "port,service,tcp,udp,inbound,outbound,localhost,note,services,categories,scope,tls,twin,source_ports,iana_names,conditions",
        '465,"SMTP, SSL/TLS",true,false,true,true,false,true,smtp,mail,network,true,,undocumented,submissions urd,',
        "2089,cPanel Licensing,true,false,false,true,false,true,cpanel-licensing,licensing,network,undocumented,,4 1020,sep,",
        "",
      ].join("\r\n"),
    );
  });

  test("in colour on a terminal alone, and never with NO_COLOR or a dumb terminal", () => {
    const csi = "\u001b[";
    const args = ["diff", "112", "126"];
    const { stdout } = runCli(args, { isTerminal: true });
    expect(stdout).toContain(`${csi}31mremoved`);
    expect(stdout).toContain(`${csi}33mchanged`);
    const [title, , titles, firstRow] = stdout.split("\n");
    expect(title).toMatch(/^\S\[1mcPanel & WHM 112 to 126: .+\S\[22m$/);
    expect(titles).toContain(`${csi}2mChange`);
    expect(firstRow).not.toContain(`${csi}2m`);
    expect(runCli(["diff", "126", "118"], { isTerminal: true }).stdout).toContain(`${csi}32madded`);
    expect(stripVTControlCharacters(stdout)).toBe(runCli(args).stdout);
    for (const [isTerminal, env] of [
      [false, {}],
      [true, { NO_COLOR: "1" }],
      [true, { TERM: "dumb" }],
    ] as const) {
      expect(runCli(args, { isTerminal, env }).stdout).not.toContain(csi);
    }
    expect(runCli(args, { isTerminal: true, env: { NO_COLOR: "" } }).stdout).toContain(csi);
    for (const format of ["json", "csv", "markdown", "html"]) {
      const dressed = runCli([...args, "--format", format], { isTerminal: true });
      expect(dressed.stdout).not.toContain(csi);
    }
  });
});

describe("show", () => {
  test("prints every span of a port, with the basis of each fact", () => {
    expect(json("show", "2079")).toEqual(plain(portHistory(2079)));
    const { stdout } = runCli(["show", "953"]);
    expect(stdout).toContain("releases 102 to 126");
    expect(stdout).toMatch(/^protocol +- +the page's table$/m);
    expect(stdout).toMatch(/^condition +Needed when .+ the page's note$/m);
    expect(stdout).toMatch(/^warning +.+ the page's note, https:\/\/docs\.cpanel\.net\/.+$/m);
    expect(stdout).toMatch(/^twin +none$/m);
    expect(runCli(["show", "26"]).stdout).toMatch(
      /^condition .+ the page's note, WHM API 1 configureservice$/m,
    );
    expect(runCli(["show", "26"]).stdout).toMatch(/^IANA names +none +IANA$/m);
    expect(runCli(["show", "465"]).stdout).toMatch(
      /^TLS +yes +the page's table, RFC 8314 section 3\.3$/m,
    );
    expect(runCli(["show", "25"]).stdout).toMatch(/^TLS +starttls +RFC 3207$/m);
    expect(runCli(["show", "2089"]).stdout).toMatch(/^source ports +4, 1020 +the page's note$/m);
  });

  test.for([
    ["102", "releases 102 to 112"],
    ["112", "releases 102 to 112"],
    ["114", "releases 114 to 126"],
    ["126", "releases 114 to 126"],
  ] as const)("--release %s is in the span %s", ([release, span]) => {
    const { stdout } = runCli(["show", "2079", "--release", release]);
    expect(stdout.match(/^releases .+$/gm)).toEqual([span]);
  });

  test("--release keeps the span of one release", () => {
    const { stdout } = runCli(["show", "2079", "--release", "11.112.0.1", "--format", "csv"]);
    const lines = stdout.split("\r\n");
    expect(lines[0]).toMatch(/^from,through,port,service,/);
    expect(lines[1]).toMatch(/^102,112,2079,CalDAV and CardDAV,true,false,true,true,false,false,/);
    expect(lines).toHaveLength(3);
  });

  test.for([
    [["show", "8443"], "no release documents port 8443"],
    [
      ["show", "2091", "--release", "126"],
      "release 126 does not document port 2091; it is in releases 102 to 118",
    ],
    [["show", "0"], "0 is not a port; expected a whole number from 1 to 65535"],
    [["show", "ssh"], '"ssh" is not a port; expected a whole number from 1 to 65535'],
  ] as const)("%j is a wrong question: %s", ([args, message]) => {
    expect(runCli(args)).toEqual({ status: 1, stdout: "", stderr: `cpanel-ports: ${message}\n` });
  });
});

describe("diff", () => {
  test("prints what changes, and why", () => {
    expect(json("diff", "118", "126")).toEqual(plain(diffReleases(118, 126)));
    expect(runCli(["diff", "v118", "11.126.0.5"]).stdout).toBe(`\
cPanel & WHM 118 to 126: ports 0 added, 2 removed, 0 changed

Change   What       Field  Before                                            After
removed  port 2091         Exchange ActiveSync (EAS) SSL/TLS, tcp, in
removed  port 2195         Apple Push Notification service (APNs), tcp, out

Why

Between      What       Why
118 and 120  port 2091  Z-Push and the Calendars and Contacts Server, deprecated in 118, were removed at 120; cpdavd took their place.
124 and 126  port 2195  RE-676 retired the package behind Apple push mail.
`);
    expect(runCli(["diff", "112", "114", "--format", "csv"]).stdout).toBe(
      [
        "Change,What,Field,Before,After",
        "changed,port 2079,documented.note,no,yes",
        "changed,port 2079,annotations,none,warning insecure",
        "changed,firewall for cloudlinux,,nftables (8+),nftables (8)",
        "",
      ].join("\r\n"),
    );
    expect(runCli(["diff", "120", "118", "--format", "markdown"]).stdout).toContain(
      "| added | port 2091 |  |  | Exchange ActiveSync (EAS) SSL/TLS, tcp, in |",
    );
    expect(runCli(["diff", "110", "112"]).stdout).toMatch(
      /^changed +feature Site Quality Monitoring +https:\/\/\S+ip\.txt +undocumented$/m,
    );
  });

  test("--exit-code exits with 1 when there are differences, as git does", () => {
    expect(runCli(["diff", "118", "126"]).status).toBe(0);
    expect(runCli(["diff", "118", "126", "--exit-code"]).status).toBe(1);
    expect(runCli(["diff", "120", "122", "--exit-code"]).status).toBe(0);
    expect(runCli(["diff", "116", "118", "--exit-code"]).status).toBe(1);
    expect(runCli(["diff", "stable", "118", "--exit-code"]).status).toBe(2);
    expect(runCli(["diff", "stable", "118"]).status).toBe(1);
  });
});

describe("releases and services", () => {
  test("print what the library has", () => {
    expect(json("releases")).toEqual(plain(releases));
    expect(json("services")).toEqual(plain(listServices()));
    expect(json("services", "126")).toEqual(plain(listServices(126)));
    expect(runCli(["releases"]).stdout).toMatch(
      /^ +112 +112 +2025-09-02 +unknown +about 2023-04 +unknown$/m,
    );
    expect(runCli(["releases"]).stdout).toMatch(
      /^ +118 +118 +2025-09-02 +yes +2024-02-15 +2025-10$/m,
    );
    expect(runCli(["services", "126"]).stdout).toMatch(/^cPanel & WHM 126: 26 services\n/);
    expect(runCli(["services"]).stdout).toMatch(/^cPanel & WHM: 28 services\n/);
    expect(runCli(["services"]).stdout).toMatch(
      /^caldav +CalDAV +groupware +cpanel-ccs, cpdavd \(102-118\); cpdavd \(120-126\) +CalendarContact/m,
    );
  });
});

describe("exit status", () => {
  test("1 for a wrong question, with one line on standard error", () => {
    for (const [args, message] of [
      [["list", "stable"], '"stable" is a release tier'],
      [["list", "125"], '"125" is a development build of release 125'],
      [["list", "128"], '"128": release 128 is newer than 126'],
      [["list", "--service", "nonsense"], `the filter's service is "nonsense"; expected one of`],
      [["list", "--port", "ssh"], `the filter's port is "ssh"; expected one of`],
      [["list", "--tls", "perhaps"], `the filter's tls is "perhaps"; expected one of`],
      [["list", "--tls", "constructor"], `the filter's tls is "constructor"; expected one of`],
      [["diff", "118", "x"], '"x" is not a version'],
      [["services", "100"], '"100": release 100 is not in the dataset'],
    ] as const) {
      const { status, stdout, stderr } = runCli(args);
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
      expect(stderr).toMatch(/^cpanel-ports: .+\n$/);
      expect(stderr).toContain(message);
    }
  });

  test("2 for arguments that are not understood", () => {
    for (const args of [
      [],
      ["lst"],
      ["list", "--nonsense"],
      ["list", "126", "118"],
      ["list", "--format", "xml"],
      ["list", "--service"],
      ["list", "--newer", "perhaps"],
      ["show"],
      ["diff", "118"],
    ]) {
      const { status, stdout, stderr } = runCli(args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(/--help|Usage/);
    }
  });

  test("what was typed cannot steer the terminal that shows the message", () => {
    expect(runCli(["list", "\u202e126\u009b31m"])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^cpanel-ports: "\\u\{202e\}126\\u\{9b\}31m" is not a version.+\n$/,
      ),
    });
    expect(runCli(["l\u001b[31m"])).toMatchObject({
      status: 2,
      stderr: "error: unknown command 'l\\u{1b}[31m'\n(see --help)\n",
    });
  });

  test("0 for --help, which has an example, and for --version", () => {
    for (const command of [
      [],
      ["list"],
      ["show"],
      ["diff"],
      ["releases"],
      ["services"],
      ["render"],
    ]) {
      const { status, stdout, stderr } = runCli([...command, "--help"]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toMatch(/^Usage: cpanel-ports/);
      expect(stdout).toMatch(/^Example:\n {2}\$ cpanel-ports \S/m);
    }
    expect(runCli(["--version"])).toEqual({ status: 0, stdout: "1.2.3\n", stderr: "" });
  });

  test("an error that nobody foresaw is not taken for a wrong question", () => {
    const broken = () => {
      throw new RangeError("unforeseen");
    };
    const io = {
      stdout: broken,
      stderr: () => {},
      readFile: broken,
      writeFile: broken,
      isTerminal: false,
      env: {},
    };
    expect(() => run(["list"], "1.2.3", io)).toThrow(RangeError);
  });
});

test("--format html gives a table with what is shown as its caption", () => {
  const captions = (...args: string[]) =>
    [...runCli([...args, "--format", "html"]).stdout.matchAll(/<caption>(.*)<\/caption>/g)].map(
      (match) => match[1],
    );
  expect(captions("list", "126", "--service", "ssh")).toEqual([
    "cPanel &amp; WHM 126: 1 port (page 126, last modified 2025-09-02)",
  ]);
  expect(captions("show", "2079")).toEqual([
    "Port 2079, releases 102 to 112",
    "releases 114 to 126",
  ]);
  expect(captions("diff", "112", "114")[1]).toBe("Why");
  expect(captions("diff", "120", "122")).toHaveLength(1);
});

test("--newer latest says which release stands in", () => {
  const { status, stdout, stderr } = runCli(["list", "11.132.0.4\n", "--newer", "latest"]);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^cPanel & WHM 126: 39 ports/);
  expect(stderr).toBe('cpanel-ports: 126 stands in for "11.132.0.4"\n');
  expect(runCli(["list", "126", "--newer", "latest"]).stderr).toBe("");
  expect(runCli(["list", "127", "--newer", "latest"]).status).toBe(1);
});
