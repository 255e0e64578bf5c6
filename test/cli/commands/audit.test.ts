import { describe, expect, test } from "vitest";
import { createPolicy } from "../../../src/index.ts";
import { renderIp6tables, renderIptables, renderNftables } from "../../../src/render/index.ts";
import { runCli, systemError } from "../../support/run-cli.ts";
import { stockCsf } from "../../support/stock-csf.ts";

/** A firewall that fits release 126. */
const ruleset = renderNftables(createPolicy(126));

const files = {
  "-": ruleset,
  "csf.conf": stockCsf,
  "testing.conf": `TESTING = "1"\n${stockCsf.replace(/^TESTING = .*$/m, "")}`,
  "etc/csf.conf": `TESTING = "0"
TCP_IN = "22,80,443,2083,2087,3306,8443"
TCP_OUT = "1:65535"
UDP_IN = "68"
UDP_OUT = "1:65535"
IPV6 = "0"
`,
  "rules.v4": renderIptables(createPolicy(126, { omit: "ssh" })),
  "rules.v6": renderIp6tables(createPolicy(126, { omit: "dhcpv6" })),
  "bans.nft": ruleset.replace(
    "ct state",
    "ip saddr @bans drop\n\t\tip6 saddr @bans drop\n\t\tct state",
  ),
  "limits.nft": ruleset.replace("ct state", "meta cpu 1 drop\n\t\tct state"),
  "lists/csf.deny": "203.0.113.9\n",
  "many.rules": `*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT
${[1, 3, 5, 7, 9].map((last) => `-A INPUT -s 203.0.113.${last}/32 -j DROP\n`).join("")}${Array.from(
  { length: 30 },
  (_, index) => `-A INPUT -p tcp -m tcp --dport ${8000 + 2 * index} -j ACCEPT\n`,
).join("")}COMMIT
`,
  "hand.rules": "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n",
  "a/rules": "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n",
  "b/rules":
    "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A INPUT -p ipv6-icmp -j ACCEPT\nCOMMIT\n",
  "ss.txt": `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
tcp   LISTEN 0      128    0.0.0.0:2222       0.0.0.0:*         users:(("sshd",pid=1,fd=3))
tcp   LISTEN 0      128    [::]:2222          [::]:*            users:(("sshd",pid=1,fd=4))
tcp   LISTEN 0      128    0.0.0.0:8443       0.0.0.0:*         users:(("nginx",pid=2,fd=3))
`,
  sshd_config: "Port 2222\n",
  "hello.txt": "hello\n",
  "empty.rules": "\n",
  folder: systemError("EISDIR"),
  "broken.rules": systemError("EIO"),
  "secret.rules": systemError("EACCES"),
  "binary.bin": new Uint8Array([0xff, 0xfe]),
  "big.rules": new Uint8Array(20 << 20),
};
const cli = (...args: string[]) => runCli(args, { files: { ...files } });

describe("audit", () => {
  test("reads standard input, and exits with 0 for a firewall that fits", () => {
    const { status, stdout, stderr } = cli("audit", "126");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toBe("cPanel & WHM 126: the firewall fits\n");
    expect(cli("audit").stdout).toBe(stdout);
    expect(cli("audit", "11.126.0.5", "-").stdout).toBe(stdout);
  });

  test("exits with 1 for a firewall that does not fit, and prints each fault, its line and a remedy", () => {
    const { status, stdout, stderr } = cli(
      ...["audit", "126", "etc/csf.conf", "--service", "ssh,httpd,cpanel,whm", "--prefer-tls"],
    );
    expect([status, stderr]).toEqual([1, ""]);
    expect(
      stdout,
    ).toBe(`cPanel & WHM 126: the firewall does not fit (1 error, 1 warning, 1 not examined or assumed)

error  database-open
  TCP 3306 (MySQL®) is open to everybody: anyone can try database passwords
  (csf.conf, line 2).
  > csf.conf:2: TCP_IN = "22,80,443,2083,2087,3306,8443"
  Close it, or open it only to the machines that use the databases (--allow-from
  mysql=ADDRESS, with mysql in --service if that is given).

warning  undocumented-port-open
  TCP 8443 is open to everybody, but cPanel does not document it (csf.conf, line
  2).
  > csf.conf:2: TCP_IN = "22,80,443,2083,2087,3306,8443"
  Close it, or specify what it is for, such as SSH (--add PORT/tcp=LABEL, or
  --replace ssh=PORT).

not examined, or assumed:
  csf.conf:6: CSF does not filter IPv6 here; IPv6 was not examined
  To examine only IPv4, add --family ipv4.
`);
  });

  test("exits with 2 if the verdict is unknown", () => {
    const { status, stdout, stderr } = cli("audit", "limits.nft");
    expect([status, stderr]).toEqual([2, ""]);
    expect(stdout).toMatch(
      /^cPanel & WHM 126: cannot tell whether the firewall fits \(.*\)\n\nwarning {2}needed-port-undetermined\n {2}.* undetermined:\s+whether\s+the rule matches[^(]*\(limits\.nft, line \d+\)\.\n/su,
    );
    const half = cli("audit", "rules.v6");
    expect(half.status).toBe(2);
    expect(half.stdout).toContain("\n  rules.v6: the input says nothing about IPv4\n");
    expect(half.stderr).toBe("");
  });

  test("examines only the given family, direction and protocol", () => {
    expect(cli("audit", "rules.v6", "--family", "ipv6").stdout).toMatch(
      /^cPanel & WHM 126: the firewall fits, limited to IPv6 \(1 info\)\n/,
    );
    expect(
      cli("audit", "rules.v6", "--family=ipv6", "--direction=outbound", "--protocol=udp"),
    ).toMatchObject({
      status: 0,
      stdout: "cPanel & WHM 126: the firewall fits, limited to IPv6 outbound UDP\n",
    });
    expect(cli("audit", "rules.v6", "--family", "ipv5").stderr).toContain(
      "Allowed choices are ipv4, ipv6",
    );
  });

  test("groups ports that may be closed to some in one finding, and prints other notes separately", () => {
    const { status, stdout } = cli("audit", "bans.nft");
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /\ninfo {2}may-be-closed-to-some\n {2}TCP 20-22, [^(]* may be closed to some\s+addresses \(set\s+bans; .*\ninfo {2}may-be-closed-to-some\n {2}Outbound TCP 1-65535 and UDP 1-65535 may /s,
    );
    expect(cli("audit", "126", "rules.v4", "rules.v6", "--family", "ipv4").stderr).toBe("");
    expect(cli("audit", "126", "hand.rules").stderr).toBe(
      "cpanel-ports: hand.rules: assumed: the input does not name its address family; its rules look like IPv4\n",
    );
  });

  test("names the condition of an open port, on the command line and in a configuration file", () => {
    const adviceOn = (...conditions: readonly string[]) => {
      const options = { conditions: Object.fromEntries(conditions.map((id) => [id, true])) };
      const stdin = renderNftables(createPolicy(126, options));
      const { stdout } = runCli(["audit", "126"], { files: { "-": stdin } });
      return stdout.replaceAll(/\n +/g, " ");
    };
    expect(adviceOn("http3")).toContain(
      'Close it unless the condition holds; if it does, state it as http3 (--conditions http3, or "conditions": { "http3": true } in the --config file).',
    );
    expect(adviceOn("http3", "second-smtp-port")).toContain(
      'if it does, state it as second-smtp-port or http3 (--conditions ID, or "conditions": { "ID": true } in the --config file).',
    );
  });

  test("lists all ports, addresses and lines with --details", () => {
    const args = ["audit", "126", "many.rules", "--service", "ssh", "--direction", "inbound"];
    expect(cli(...args).stdout).toMatch(
      /^ {2}TCP 8000, 8002, .* and 10 more are open to\s+everybody except 203\.0\.113\.1, 203\.0\.113\.3, 203\.0\.113\.5 and 2 more.* {2}> 27 more\n/ms,
    );
    const { stdout } = cli(...args, "--details");
    expect(stdout).not.toMatch(/> \d+ more/);
    expect(stdout).toMatch(/^ {2}Ports: TCP 8000, 8002, .*\s8058\.$/ms);
    expect(stdout).toMatch(
      /^ {2}For: everybody except 203\.0\.113\.1, 203\.0\.113\.3, 203\.0\.113\.5, 203\.0\.113\.7\s+and\s+203\.0\.113\.9\.$/m,
    );
  });

  test("reads listeners and the configuration of sshd from files given with the firewall", () => {
    const args = ["audit", "126", "etc/csf.conf", "--service", "ssh", "--family", "ipv4"];
    const beside = cli(...args, "ss.txt");
    expect(beside.status).toBe(1);
    expect(beside.stdout).toContain(
      "  TCP 2222 (SSH) is closed to everybody (csf.conf, line 2).\n",
    );
    expect(beside.stdout).toContain("  TCP 8443 (nginx) is open to everybody, but cPanel does not");
    expect(beside.stdout).toContain("info  idle-port-open\n  TCP 22 (SSH), ");
    expect(cli(...args, "ss.txt", "--from", "csf").stdout).toBe(beside.stdout);
    const ssh = cli(...args, "sshd_config");
    expect(ssh.stderr).toContain("cpanel-ports: sshd_config: SSH listens on 2222\n");
    expect(ssh.stdout).toContain("  TCP 2222 (SSH) is closed to everybody (csf.conf, line 2).\n");
    expect(cli("audit", "126", "ss.txt").stdout).toMatch(
      /outbound connections were not\s+examined/,
    );
  });

  test("fits the width of the terminal, or 80 columns without one", () => {
    const widest = (columns?: number) =>
      Math.max(
        ...runCli(["audit", "126", "csf.conf"], { files: { ...files }, columns })
          .stdout.split("\n")
          .slice(1)
          .map((line) => line.length),
      );
    expect(widest()).toBeLessThanOrEqual(80);
    expect(widest(60)).toBeLessThanOrEqual(60);
    expect(widest(200)).toBeGreaterThan(120);
  });

  test("prints file names without directories unless two of them are equal", () => {
    const places = (...paths: string[]) =>
      JSON.parse(cli("audit", "126", ...paths, "--format", "json").stdout).inputs;
    expect(places("etc/csf.conf", "lists/csf.deny")).toEqual(["csf.conf", "csf.deny"]);
    expect(places("a/rules", "b/rules")).toEqual(["a/rules", "b/rules"]);
    expect(places()).toEqual(["standard input"]);
  });

  test("colors severities on a terminal", () => {
    const { stdout } = runCli(["audit", "126", "csf.conf"], {
      files: { ...files },
      isTerminal: true,
    });
    expect(stdout).toContain("\u001b[33mwarning\u001b[39m  stock-list-open\n");
  });

  test("recognizes csf.deny by its name", () => {
    const { stdout, stderr } = cli(
      "audit",
      "126",
      "csf.conf",
      "lists/csf.deny",
      "--format",
      "json",
    );
    expect(stderr).not.toContain("csf.allow");
    expect(JSON.parse(stdout).actual.rules[0].except).toEqual(["203.0.113.9"]);
  });

  test("escapes control characters of a firewall in JSON", () => {
    const hostile = files["-"].replace(/( accept)\n\t}/, '$1 comment "a\u202eb\u2066c"\n\t}');
    const { stdout } = runCli(["audit", "126", "--format", "json"], { files: { "-": hostile } });
    expect(stdout).toContain("a\\u202eb\\u2066c");
    expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  });

  test("rejects files of two firewalls", () => {
    expect(cli("audit", "126", "csf.conf", "rules.v4")).toMatchObject({
      status: 2,
      stderr:
        "cpanel-ports: csf.conf, rules.v4: these files mix csf and iptables; audit one firewall at a time\n",
    });
  });

  test("reads several files of one firewall", () => {
    const both = cli("audit", "126", "rules.v4", "rules.v6", "--format", "csv");
    expect(both.status).toBe(1);
    expect(both.stdout.split("\r\n")[1]).toContain("warning,closed-over-ipv4,inbound,ipv4,tcp 22,");
  });

  test("audits for the services and ports of the options", () => {
    expect(
      cli("audit", "126", "csf.conf", "--service", "ssh,httpd", "--format", "json").status,
    ).toBe(1);
    const { expected } = JSON.parse(
      cli(
        "audit",
        "126",
        "csf.conf",
        "--service",
        "ssh",
        "--replace",
        "ssh=2222",
        "--format",
        "json",
      ).stdout,
    );
    expect(expected.rules[0]).toMatchObject({ ports: { from: 2222 }, services: ["ssh"] });
    expect(expected.defaults.outbound).toBe("drop");
  });

  test.for([
    ["hello.txt", "hello.txt: cannot detect the firewall format; specify it with --from nftables|"],
    ["binary.bin", "binary.bin: not UTF-8 text"],
    ["big.rules", "big.rules: 20971520 bytes; the limit is 16777216"],
    ["folder", "folder: is a directory"],
    ["broken.rules", "EIO: what the system says"],
    ["secret.rules", "secret.rules: permission denied"],
    ["nowhere", "nowhere: no such file"],
    ["empty.rules", "empty.rules is empty: it says nothing about the firewall"],
  ] as const)("exits with 2 and prints one line for %s", ([path, message]) => {
    const { status, stdout, stderr } = cli("audit", "126", path);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr.split("\n")).toHaveLength(2);
  });

  test("reads empty lists, and empty files that sshd includes", () => {
    const files = {
      "s/csf.conf": 'TCP_IN = "22"\nTCP_OUT = "1:65535"\nUDP_IN = ""\nUDP_OUT = "1:65535"\n',
      "s/csf.allow": "",
      "s/csf.deny": "\n",
      "s/sshd_config": "Include /etc/ssh/sshd_config.d/*.conf\nPort 22\n",
      "s/sshd_config.d/50-own.conf": "",
    };
    const { status, stderr } = runCli(["audit", "126", ...Object.keys(files)], { files });
    expect(status).toBe(1);
    expect(stderr).toContain("SSH listens on 22");
    expect(runCli(["audit", "126", "s/csf.allow"], { files }).status).toBe(2);
  });

  test("says why nft may have printed nothing", () => {
    expect(runCli(["audit", "126"], { files: { "-": "\n" } })).toMatchObject({
      status: 2,
      stderr:
        "cpanel-ports: standard input is empty: it says nothing about the firewall; nft prints nothing without rules or without root\n",
    });
  });

  test("warns that the expected policy would lock you out", () => {
    const { stderr } = cli("audit", "126", "-", "--service", "httpd", "--format", "nftables");
    expect(stderr).toContain(
      "cpanel-ports: warning lockout: in the expected policy, you can reach neither SSH nor WHM",
    );
    expect(cli("audit", "126", "-").stderr).toBe("");
  });

  test("names errors that the commands do not fix", () => {
    const { stdout, stderr } = cli("audit", "126", "testing.conf", "--format", "csf");
    expect(stdout).toContain("edit_list");
    expect(stderr).toContain(
      "cpanel-ports: not fixed by these commands: error testing-mode: The firewall removes its own rules: ",
    );
    expect(stderr).toContain(". Turn off testing mode and restart the firewall.\n");
    expect(cli("audit", "126", "csf.conf", "--format", "csf").stderr).not.toContain("not fixed");
  });

  test("says nothing about a plan that it refuses", () => {
    const { stdout, stderr } = cli("audit", "126", "csf.conf", "--format", "iptables");
    expect(stdout).toBe("");
    expect(stderr).not.toContain("--close");
    expect(stderr).toMatch(/csf\.allow and csf\.deny instead; expected the format csf\n$/);
  });

  test("reads a file in the format of --from", () => {
    expect(cli("audit", "126", "hello.txt", "--from", "csf").stderr).toContain("no TCP_IN setting");
    expect(cli("audit", "stable", "csf.conf")).toMatchObject({ status: 2 });
    expect(cli("audit", "126", "csf.conf", "--from", "pf")).toMatchObject({ status: 2 });
  });

  test("states in its help which options need commands, and the limits of --rollback", () => {
    const help = cli("audit", "--help").stdout.replaceAll(/\s+/g, " ");
    expect(help).toContain("--close, --keep and --rollback need a --format that prints commands.");
    expect(help).toContain("undo the commands after 30 to 3600 seconds unless you confirm them");
    expect(cli("plan", "--help").stdout).toContain(
      "--rollback needs a --format that prints commands.",
    );
  });

  test("prints changes as commands, and closes ports with --close", () => {
    const { status, stdout, stderr } = cli("audit", "126", "csf.conf", "--format", "csf");
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^# Changes to make the firewall fit cPanel & WHM 126, written by cpanel-ports\n/,
    );
    expect(stdout).toContain(
      "\n# not in this script, only with --close: close inbound tcp 8443 (No documented service), from every IPv4 address: ",
    );
    expect(stderr).toContain("changes that close ports are omitted; add --close to include them\n");
    const close = ["audit", "126", "csf.conf", "--close", "--keep", "192.0.2.1:22"];
    expect(cli(...close, "--format", "csf").stdout).toContain(
      "\nedit_list TCP_IN remove 8443 8443\n",
    );
    expect(cli(...close)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("--close: applies only to commands that change a firewall"),
    });
    expect(cli("audit", "126", "csf.conf", "--format", "iptables")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("CSF owns these rules"),
    });
  });

  test("prints SARIF, Markdown and HTML", () => {
    const log = JSON.parse(cli("audit", "126", "csf.conf", "--format", "sarif").stdout);
    expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      "csf.conf",
    );
    expect(JSON.parse(cli("audit", "--format", "sarif").stdout).runs[0].results).toEqual([]);
    expect(cli("audit", "126", "csf.conf", "--format", "junit").stdout).toMatch(
      /^<\?xml .+\n<testsuites name="cpanel-ports" tests="\d+" failures="[1-9]\d*" /,
    );
    expect(cli("audit", "126", "csf.conf", "--format", "markdown").stdout).toContain(
      "| warning | stock-list-open | The inbound ports match CSF's stock lists (version 16.07, 2026-02-25); ",
    );
    expect(cli("audit", "126", "csf.conf", "--format", "html").stdout).toContain(
      "<caption>cPanel &amp; WHM 126: the firewall does not fit",
    );
  });
});

describe("audit with accepted findings", () => {
  const accept = [
    { rule: "undocumented-port-open", ports: "8443/tcp", reason: "a panel", until: "2027-01-31" },
    { rule: "database-open", reason: "the firewall of the cloud closes it" },
  ];
  const run = (args: readonly string[], today?: string) =>
    runCli(
      [
        ...["audit", "126", "etc/csf.conf", "--service", "ssh,httpd,cpanel,whm", "--prefer-tls"],
        ...["--family", "ipv4", "--config", "web.json", ...args],
      ],
      {
        files: { ...files, "web.json": JSON.stringify({ accept }) },
        ...(today === undefined ? {} : { today }),
      },
    );

  test("lists them separately, and exits with 0", () => {
    const { status, stdout } = run([], "2027-01-31");
    expect(status).toBe(0);
    expect(stdout).toBe(`cPanel & WHM 126: the firewall fits, limited to IPv4 (2 accepted)

accepted  database-open
  TCP 3306 (MySQL®) is open to everybody: anyone can try database passwords
  (csf.conf, line 2).
  > csf.conf:2: TCP_IN = "22,80,443,2083,2087,3306,8443"
  Accepted: the firewall of the cloud closes it.

accepted  undocumented-port-open
  TCP 8443 is open to everybody, but cPanel does not document it (csf.conf, line
  2).
  > csf.conf:2: TCP_IN = "22,80,443,2083,2087,3306,8443"
  Accepted: a panel, until 2027-01-31.
`);
    expect(run(["--format", "markdown"]).stdout).toContain("### Accepted\n");
  });

  test("counts them again after the last day, compared with today or --on", () => {
    const { status, stdout } = run([], "2027-02-01");
    expect(status).toBe(1);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "does not document it (csf.conf, line 2); it was accepted until 2027-01-31 (a panel). ",
    );
    expect(run(["--on", "2027-02-01"], "2026-08-01").stdout).toBe(stdout);
    expect(run(["--on", "2027-01-31"], "2027-02-01").status).toBe(0);
    expect(run(["--on", "tomorrow"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('on is "tomorrow"; expected a calendar day'),
    });
  });
});
