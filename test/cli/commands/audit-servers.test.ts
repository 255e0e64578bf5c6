import { describe, expect, test } from "vitest";
import { run } from "../../../src/cli/run.ts";
import { createPolicy } from "../../../src/index.ts";
import { renderIp6tables, renderIptables, renderNftables } from "../../../src/render/index.ts";
import { loaded, runCli, systemError } from "../../support/run-cli.ts";

const policy = createPolicy(126, {
  omit: [26, 3306],
  conditions: { http3: false },
  add: [
    { ports: 68, protocol: "udp", label: "DHCP" },
    { ports: 546, protocol: "udp", label: "DHCPv6" },
  ],
});
const fitting = renderNftables(policy);
const differing = fitting.replace("ct state", "tcp dport 8443 accept\n\t\tct state");
const files = {
  "-": fitting,
  "s/web1/rules.v4": renderIptables(policy),
  "s/web1/rules.v6": renderIp6tables(policy),
  "s/web2/all.nft": differing,
  "s/web3/rules.v6": renderIp6tables(policy),
  "b/web1/rules.v4": renderIptables(policy),
  "b/web1/rules.v6": renderIp6tables(policy),
  "b/web1/sshd_config": "Port 2222\n",
  "b/web1/ss.txt": `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port
tcp   LISTEN 0      128    *:2222       *:*
tcp   LISTEN 0      128    *:22         *:*
`,
  "b/web1/rules.ipset": "create bans hash:ip\nadd bans 203.0.113.9\n",
};
const cli = (...args: string[]) => runCli(["audit", ...args], { files: { ...files } });
const hostsOf = ({ stdout }: { stdout: string }) =>
  JSON.parse(stdout).servers.map(({ name }: { name: string }) => name);

const web1 = ["--name", "web1", "s/web1/rules.v4", "s/web1/rules.v6"];
const web2 = ["--name", "web2", "s/web2/all.nft"];

describe("audit of several servers", () => {
  test("assigns the files after a name to that server, whatever options are between them", () => {
    const { status, stdout, stderr } = cli("126", ...web1, ...web2);
    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout).toBe(`cPanel & WHM 126, 2 servers: 1 does not fit, 1 fits

==> web1 <==
cPanel & WHM 126: the firewall fits

==> web2 <==
cPanel & WHM 126: the firewall does not fit (1 warning)

warning  undocumented-port-open
  TCP 8443 is open to everybody, but cPanel does not document it (all.nft, line
  56).
  > all.nft:56: tcp dport 8443 accept
  Close it, or specify what it is for, such as SSH (--add PORT/tcp=LABEL, or
  --replace ssh=PORT).

==> all servers <==
Host  Firewall      Errors  Warnings  Info  Accepted  Not examined
web1  fits               0         0     0         0             0
web2  does not fit       0         1     0         0             0
`);
    for (const args of [
      ["--strict", "126", ...web1.slice(0, 3), "--os", "almalinux", "s/web1/rules.v6", ...web2],
      ["--name=web1", "126", "s/web1/rules.v4", "s/web1/rules.v6", "--name=web2", web2[2]],
      [...web1, "--format=text", ...web2, "--details"].filter((each) => each !== "--details"),
      [...web1, "--name", "web2", "--", "s/web2/all.nft"],
    ] as string[][]) {
      expect(cli(...args).stdout).toBe(stdout);
    }
  });

  test("reads --name as a value after another option, and as a file after --", () => {
    const odd = { ...files, "--name": differing };
    const audited = (...args: string[]) => runCli(["audit", ...args], { files: odd });
    const last = audited(...["126", ...web1, "--name", "x", "--format", "json", "--", "--name"]);
    expect(hostsOf(last)).toEqual(["web1", "x"]);
    expect(JSON.parse(last.stdout).servers[1].audit.inputs).toEqual(["--name"]);
    for (const args of [
      ["126", "--", "--name"],
      ["--", "--name"],
      ["--strict", "--", "--name"],
    ]) {
      expect(audited(...args)).toMatchObject({
        status: 1,
        stdout: expect.stringContaining("\n  > --name:56: tcp dport 8443 accept\n"),
      });
    }
    const device = cli("126", "--interface", "--name", "s/web2/all.nft");
    expect(device.stdout).toBe(cli("126", "s/web2/all.nft").stdout);
  });

  test("prints the name of a named server even if it is the only one", () => {
    expect(cli("126", ...web2).stdout).toMatch(
      /^cPanel & WHM 126, 1 server: 1 does not fit\n\n==> web2 <==\n/,
    );
    expect(cli("--name", "web", "-").stdout).toContain("1 server: 1 fits\n");
    expect(hostsOf(cli("126", ...web2, "--format", "json"))).toEqual(["web2"]);
  });

  test("reads a directory as a server, and a directory of directories as several servers", () => {
    const one = cli("126", "s/web2");
    expect(one.status).toBe(1);
    expect(one.stdout).toBe(cli("126", "s/web2/all.nft").stdout);
    expect(cli("126", "s/web2/").stdout).toBe(one.stdout);
    const all = cli("126", "s", "--format", "json");
    expect(hostsOf(all)).toEqual(["web1", "web2", "web3"]);
    expect(cli("126", "s/web3", "s/web1/", "s/web2", "--format", "json").status).toBe(1);
    expect(hostsOf(cli("s/web3", "s/web1/", "--format", "json"))).toEqual(["web3", "web1"]);
    expect(cli("126", "--name", "a", "s/web1", "--format", "csv").stdout).toBe(
      cli("126", "--name", "a", ...web1.slice(2), "--format", "csv").stdout,
    );
  });

  test("reads the listeners, sshd_config and ipsets of each server in addition to its rules", () => {
    const { stdout, stderr } = cli("126", "--name", "a", "b/web1", ...web2, "--service", "ssh");
    expect(stderr).toContain("cpanel-ports: a: b/web1/sshd_config: SSH listens on 2222\n");
    expect(stderr).not.toContain("web2");
    expect(stdout).toContain("  TCP 2222 (SSH) is closed to everybody");
    expect(stdout.split("==> web2 <==")[1]).not.toContain("2222");
  });

  test("begins each message on standard error with the server's name", () => {
    const hand = "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n";
    const args = ["audit", "126", "--name", "a\u202eb", "x", ...web2, "--service", "httpd"];
    const { stderr } = runCli(args, { files: { ...files, x: hand } });
    expect(stderr).toContain("cpanel-ports: a\\u{202e}b: x: assumed: the input does not name its");
    expect(stderr).toContain("cpanel-ports: a\\u{202e}b: warning lockout: ");
    expect(stderr).toContain("cpanel-ports: web2: warning lockout: ");
    expect(stderr).toMatch(/^(?:cpanel-ports: (?:a\\u\{202e\}b|web2): .+\n)+$/);
  });

  test("reports which entries of a directory it skips, and why", () => {
    const hidden = {
      "s/README.md": "x",
      "s/web2/.git/config": "x",
      "s/web2/.swp": "x",
      "s/web2/readme": "x",
      "s/web2/all.nft~": "x",
      "s/web2/csf.conf.before-cpanel-ports": "x",
    };
    const { status, stdout, stderr } = runCli(["audit", "126", "s"], {
      files: { ...files, ...hidden },
    });
    expect([status, stdout]).toEqual([1, cli("126", "s").stdout]);
    expect(stderr).toBe(`cpanel-ports: s/README.md: not read: its name looks like documentation
cpanel-ports: web2: s/web2/.git: not read: belongs to version control
cpanel-ports: web2: s/web2/.swp: not read: hidden
cpanel-ports: web2: s/web2/all.nft~: not read: its name looks like a backup
cpanel-ports: web2: s/web2/csf.conf.before-cpanel-ports: not read: its name looks like a backup
cpanel-ports: web2: s/web2/readme: not read: its name looks like documentation
`);
  });

  test.for(["shop.example.md", "web2.bak", "web5~", "README", ".web3", "LICENSE.old"])(
    "audits a directory of a server under any name: %s",
    (name) => {
      const fleet = { "f/web1/all.nft": fitting, [`f/${name}/all.nft`]: differing };
      const audited = runCli(["audit", "126", "f", "--format", "json"], { files: fleet });
      expect([audited.status, audited.stderr]).toEqual([1, ""]);
      expect(hostsOf(audited)).toEqual(["web1", name].sort());
      const nested = { "f/all.nft": fitting, [`f/${name}/all.nft`]: differing };
      expect(runCli(["audit", "126", "f"], { files: nested })).toMatchObject({
        status: 2,
        stderr: `cpanel-ports: f: contains the directory f/${name}; expected only files of one server\n`,
      });
    },
  );

  test.for(["text", "json", "csv", "markdown", "html", "sarif", "junit"])(
    "counts a version control directory as not audited: %s",
    (format) => {
      const fleet = { "f/web1/all.nft": fitting, "f/.git/config": "x" };
      const audited = runCli(["audit", "126", "f", "--format", format], { files: fleet });
      expect(audited.status).toBe(2);
      expect(audited.stderr).toBe(
        "cpanel-ports: .git: f/.git: belongs to version control; name the directories of the servers\n",
      );
      expect(audited.stdout).toContain("f/.git: belongs to version control");
      expect(runCli(["audit", "126", "f/web1"], { files: fleet }).status).toBe(0);
    },
  );

  test("skips entries of a directory that are neither files nor directories", () => {
    let stderr = "";
    const io = {
      stdout: () => {},
      stderr: (text: string) => {
        stderr += text;
      },
      readFile: () => new TextEncoder().encode(fitting),
      readDirectory: (path: string) =>
        path === "web1"
          ? ([
              { name: "pipe", kind: "other" },
              { name: "all.nft", kind: "file" },
            ] as const)
          : undefined,
      writeFile: () => {},
      isTypedIn: () => false,
      isPipedIn: () => false,
      isTerminal: false,
      today: () => "2026-08-01",
      env: {},
    };
    expect(run(["audit", "126", "web1"], "1.2.3", io, loaded)).toBe(0);
    expect(stderr).toBe("cpanel-ports: web1/pipe: not read: not a regular file\n");
  });
});

describe("a server that cannot be read", () => {
  const broken = {
    ...files,
    "t/empty/": "",
    "t/hello/all.nft": fitting,
    "t/hello/hello.txt": "hello\n",
    "t/listed/rules.txt": "Chain INPUT (policy DROP 2339 packets, 772530 bytes)\n",
    "t/mixed/all.nft": fitting,
    "t/mixed/csf.conf": 'TCP_IN = "22"\n',
    "t/nested/all.nft": fitting,
    "t/nested/old/all.nft": fitting,
    "t/none/rules.v4": "\n",
    "t/odd/all.nft": systemError("EIO"),
    "t/secret/all.nft": systemError("EACCES"),
    "t/well/all.nft": fitting,
  };
  const errors = {
    empty: "t/empty: no firewall files in this directory",
    hello:
      "t/hello/hello.txt: not recognized as a firewall file; remove it from the directory, or name the files to read",
    listed: expect.stringContaining(
      "t/listed/rules.txt: this is the output of iptables -L, which omits details; use the output of iptables-save; remove it",
    ),
    mixed:
      "t/mixed/all.nft, t/mixed/csf.conf: these files mix nftables and csf; audit one firewall at a time",
    nested: "t/nested: contains the directory t/nested/old; expected only files of one server",
    none: "t/none/rules.v4 is empty: it says nothing about the firewall",
    odd: "EIO: what the system says",
    secret: "t/secret/all.nft: permission denied",
  };
  const bad = (...args: string[]) => runCli(["audit", "126", ...args], { files: { ...broken } });

  test("hides no other server, and sets the exit status to 2 unless another server differs", () => {
    const { status, stdout, stderr } = bad("t", "--format", "json");
    expect(status).toBe(2);
    expect(JSON.parse(stdout).servers).toEqual([
      ...Object.entries(errors).map(([name, error]) => ({ name, error })),
      { name: "well", audit: expect.objectContaining({ verdict: "fits" }) },
    ]);
    const lines = stderr.trimEnd().split("\n");
    expect(lines).toHaveLength(8);
    expect(lines).toContain("cpanel-ports: empty: t/empty: no firewall files in this directory");
    expect(bad("t/none", "s/web2").status).toBe(1);
    expect(bad("t/well", "s/web1").status).toBe(0);
    expect(bad("t/well", "s/web3").status).toBe(2);
  });

  test("appears in every format", () => {
    const only = (format: string) => bad("t/none", "s/web1", "--format", format).stdout;
    expect(only("text")).toContain(
      "1 not audited, 1 fits\n\n==> none <==\nnot audited: t/none/rules.v4 is empty: it says nothing about the firewall\n",
    );
    expect(only("text")).toContain("\nnone  not audited\n");
    expect(only("markdown")).toContain("| none | t/none/rules.v4 is empty: ");
    expect(only("html")).toContain('<th scope="row">none</th><td>t/none/rules.v4 is empty: ');
    expect(only("csv")).toContain(
      "\r\nnone,,,,,,,,,,,,,not audited: t/none/rules.v4 is empty: it says nothing about the firewall,,,,\r\n",
    );
    expect(only("junit")).toContain('<testsuite name="none" ');
    expect(JSON.parse(only("sarif")).runs[0].invocations[0].executionSuccessful).toBe(false);
  });

  test("can be the only server", () => {
    expect(bad("t/none")).toMatchObject({ status: 2, stdout: "" });
    const { status, stdout } = bad("--name", "none", "t/none", "--format", "markdown");
    expect(status).toBe(2);
    expect(stdout).toContain("### Not audited\n");
    expect(stdout).not.toContain("### Findings\n");
    expect(bad("--name", "none", "t/none", "--format", "csv").stdout).toMatch(
      /^host,severity,.*,accepted_until\r\nnone,,.*\r\n$/,
    );
  });

  test("is read in the format of --from", () => {
    const asked = ["audit", "126", "t/hello", "--from", "csf"];
    const odd = { "t/hello/hello.txt": "hello\n" };
    expect(runCli(asked, { files: odd }).stderr).toContain("no TCP_IN setting");
    expect(runCli(asked.slice(0, 3), { files: odd }).stderr).toContain(errors.hello);
  });
});

describe("a question about several servers", () => {
  test.for([
    [["s/web2/all.nft", ...web1], "s/web2/all.nft: before the first --name; put --name SERVER"],
    [["-", "x", ...web1], "standard input, x: before the first --name; put --name SERVER"],
    [["126", "--name", "a", "--name", "b", "x"], "--name a: no files follow; add the files of"],
    [["--name", "a", "126"], "--name a: no files follow"],
    [[...web1, ...web1], "two servers are named web1 (s/web1/rules.v4, s/web1/rules.v6, s/web1/"],
    [["s", "b/web1"], "two servers are named web1 (s/web1, b/web1); give each its own --name"],
    [["--name", "a", "-", "--name", "b", "-"], "standard input: given twice; only one server can"],
    [["s/web1", "s/web2/all.nft"], "s/web1 is a directory, but s/web2/all.nft is a file; give one"],
    [["s/web1", "-"], "s/web1 is a directory, but standard input is a file; give one directory"],
    [["./", "s"], "./: no name for the server; put --name SERVER before it"],
    [["s", "--format", "nftables"], "--format nftables prints commands for a single unnamed"],
    [[...web2, "--format", "csf"], "unnamed server; give the files of one of web2, without"],
    [[...web1, ...web2, "--service", "nonsense"], '"nonsense"'],
    [["s", "--on", "tomorrow"], '--on is "tomorrow"; expected a calendar day'],
  ] as const)("is rejected before anything is printed: %j", ([args, message]) => {
    const odd = { ...files, "./all.nft": fitting };
    const { status, stdout, stderr } = runCli(["audit", ...args], { files: odd });
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^cpanel-ports: .+\n$/);
  });

  test.for(["", "  ", "-", "--format"])("is rejected if it names a server %j", (name) => {
    expect(cli("126", "--name", name, "s/web1")).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("Expected a server name, such as web1."),
    });
  });

  test("is rejected if it gives two directories for one server", () => {
    expect(cli("126", "--name", "a", "s/web1", "s/web2")).toMatchObject({
      status: 2,
      stderr: "cpanel-ports: a: s/web1, s/web2: each directory is a server; give one directory\n",
    });
    expect(cli("126", "--name", "a", "s").stderr).toContain(
      "cpanel-ports: a: s: contains the directory s/web1; expected only files of one server",
    );
  });

  test("is rejected if a directory cannot be read, which the message names", () => {
    const io = {
      stdout: () => {},
      stderr: (text: string) => {
        said += text;
      },
      readFile: () => new Uint8Array(),
      readDirectory: () => {
        throw systemError("EACCES");
      },
      writeFile: () => {},
      isTypedIn: () => false,
      isPipedIn: () => false,
      isTerminal: false,
      today: () => "2026-08-01",
      env: {},
    };
    let said = "";
    expect(run(["audit", "126", "web1"], "1.2.3", io, loaded)).toBe(2);
    expect(said).toBe("cpanel-ports: web1: permission denied\n");
    const unforeseen = () => {
      throw new RangeError("unforeseen");
    };
    const args = ["audit", "126", "--name", "web1", "x"];
    const other = { ...io, readDirectory: unforeseen };
    expect(() => run(args, "1.2.3", other, loaded)).toThrow(RangeError);
  });
});

describe("the formats of several servers", () => {
  const accept = { rule: "undocumented-port-open", reason: "a panel" };
  const config = { ...files, "all.json": JSON.stringify({ accept }) };
  const print = (format: string, ...args: string[]) =>
    runCli(["audit", "126", "s", "--format", format, ...args], { files: config }).stdout;

  test("begin tables with a column for the host, and print a table of all servers first", () => {
    const markdown = print("markdown");
    expect(markdown).toMatch(
      /^## cPanel & WHM 126, 3 servers: 1 does not fit, 1 unknown, 1 fits\n\n\| Host \| Firewall \| Errors /,
    );
    expect(markdown).toContain("\n| web3 | unknown | 0 | 0 | 0 | 0 | 1 |\n");
    expect(markdown).toMatch(
      /\n### Findings\n\n\| Host \| Severity \|.*\n.*\n\| web2 \| warning \| undocumented-port-open \|/,
    );
    expect(markdown).toMatch(/\n\| web3 \| rules\.v6 \| the input says nothing about IPv4 \|\n/);
    expect(print("markdown", "--config", "all.json")).toMatch(
      /\n### Accepted\n\n\| Host \| Rule \|.*\n.*\n\| web2 \| undocumented-port-open \|.* a panel \|\n/,
    );
    expect(print("csv")).toMatch(/^host,severity,rule,.*\r\nweb2,warning,undocumented-port-open,/);
    expect(print("html").match(/<th scope="col">Host<\/th>/g)).toHaveLength(3);
  });

  test("state the scope of the audits", () => {
    expect(print("text", "--family", "ipv6")).toMatch(
      /^cPanel & WHM 126, 3 servers: 1 does not fit, 2 fit, limited to IPv6\n/,
    );
    expect(runCli(["audit", "138", "s"], { files: config }).stdout).toMatch(
      /^cPanel & WHM 138 \(assumed from page 126, .+\), 3 servers: /,
    );
  });

  test("include JSON with the same audit as for a single server", () => {
    const { servers } = JSON.parse(print("json"));
    const one = runCli(["audit", "126", "s/web2", "--format", "json"], { files: config });
    expect(servers[1]).toEqual({ name: "web2", audit: JSON.parse(one.stdout) });
  });

  test("include one SARIF run for all servers, and one JUnit suite for each", () => {
    const { runs } = JSON.parse(print("sarif"));
    expect(runs).toHaveLength(1);
    expect(runs[0].results[0]).toMatchObject({
      properties: { host: "web2" },
      locations: [{ physicalLocation: { artifactLocation: { uri: "s/web2/all.nft" } } }],
    });
    expect(print("junit").match(/<testsuite name="web\d" /g)).toHaveLength(3);
  });

  test("are colored on a terminal", () => {
    const { stdout } = runCli(["audit", "126", "s"], { files: config, isTerminal: true });
    expect(stdout).toContain("\u001b[1m==> web1 <==\u001b[22m\n");
    expect(stdout).toContain("\u001b[33mwarning\u001b[39m  undocumented-port-open\n");
  });

  test("fit the width of the terminal", () => {
    const { stdout } = runCli(["audit", "126", "s"], { files: config, columns: 70 });
    const widest = Math.max(...stdout.split("\n").map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(70);
  });

  test("wrap the table of all servers on a narrow terminal", () => {
    const { stdout } = runCli(["audit", "126", "s/web1", "s/web2"], { files, columns: 62 });
    const [, summary] = stdout.split("==> all servers <==\n");
    expect(summary).toBe(`Host  Firewall  Errors  Warnings  Info  Accepted       Not
                                                  examined
web1  fits           0         0     0         0         0
web2  does not       0         1     0         0         0
      fit
`);
  });
});

test("check and plan read the files of a directory", () => {
  const check = runCli(["check", "s/web2", "--port", "8443"], { files });
  expect([check.status, check.stdout]).toEqual([0, expect.stringContaining("is open")]);
  expect(runCli(["plan", "110", "126", "s/web2"], { files }).stdout).toBe(
    runCli(["plan", "110", "126", "s/web2/all.nft"], { files }).stdout,
  );
  expect(runCli(["check", "s", "--port", "8443"], { files }).stderr).toContain(
    "s: contains the directory s/web1; ",
  );
});
