import { describe, expect, test } from "vitest";
import { createPolicy } from "../../../src/index.ts";
import { renderIp6tables, renderIptables, renderNftables } from "../../../src/render/index.ts";
import { runCli, systemError } from "../../support/run-cli.ts";
import { stockCsf } from "../../support/stock-csf.ts";

const files = {
  "-": renderNftables(createPolicy(126)),
  "csf.conf": stockCsf,
  "rules.v4": renderIptables(createPolicy(126, { omit: "ssh" })),
  "rules.v6": renderIp6tables(createPolicy(126)),
  "bans.nft": renderNftables(createPolicy(126)).replace(
    "ct state",
    "ip saddr @bans drop\n\t\tip6 saddr @bans drop\n\t\tct state",
  ),
  "limits.nft": renderNftables(createPolicy(126)).replace(
    "ct state",
    "meta cpu 1 drop\n\t\tct state",
  ),
  "lists/csf.deny": "203.0.113.9\n",
  "hello.txt": "hello\n",
  "empty.rules": "\n",
  folder: systemError("EISDIR"),
  "broken.rules": systemError("EIO"),
  "secret.rules": systemError("EACCES"),
  "binary.bin": new Uint8Array([0xff, 0xfe]),
  "big.rules": new Uint8Array(5 << 20),
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

  test("exits with 1 for one that does not, and says in a line for each what differs", () => {
    const { status, stdout, stderr } = cli("audit", "126", "csf.conf", "--os", "almalinux");
    expect(status).toBe(1);
    expect(stdout).toContain("cPanel & WHM 126: the firewall does not fit (15 warnings, 16 info)");
    expect(stdout).toMatch(
      /^info +missing +inbound +tcp +3306 +MySQL® .+; only if other machines connect to the server's databases$/m,
    );
    expect(stderr).toContain("cpanel-ports: csf.conf:3: assumed: CSF does not filter IPv6 here");
  });

  test("exits with 2 where it cannot tell", () => {
    const { status, stdout, stderr } = cli("audit", "limits.nft");
    expect(status).toBe(2);
    expect(stdout).toContain("no problems found, but some ports could not be determined");
    expect(stderr).toMatch(/^cpanel-ports: limits\.nft:\d+: unknown: whether the rule matches/m);
  });

  test("lists what is not for everybody, grouped by its reason", () => {
    const { status, stdout } = cli("audit", "bans.nft");
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /\nNot for everybody\n\nSeverity +Direction +Ports +For +What\ninfo +inbound +tcp 20-22, [^\n]*; udp [^\n]* anywhere +may be closed to some \(set bans, line \d+\); [^\n]*\ninfo +outbound +tcp 1-65535; udp 1-65535 +anywhere +may be closed to some [^\n]*\n$/,
    );
  });

  test("knows a csf.deny by its name", () => {
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

  test("prints no raw control character of a firewall as JSON", () => {
    const hostile = files["-"].replace(/( accept)\n\t}/, '$1 comment "a\u202eb\u2066c"\n\t}');
    const { stdout } = runCli(["audit", "126", "--format", "json"], { files: { "-": hostile } });
    expect(stdout).toContain("a\\u202eb\\u2066c");
    expect(stdout.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  });

  test("reads one firewall at a time", () => {
    expect(cli("audit", "126", "csf.conf", "rules.v4")).toMatchObject({
      status: 2,
      stderr:
        "cpanel-ports: csf.conf, rules.v4: these files mix csf and iptables; audit one firewall at a time\n",
    });
  });

  test("takes files that belong together", () => {
    const both = cli("audit", "126", "rules.v4", "rules.v6", "--format", "csv");
    expect(both.status).toBe(1);
    expect(both.stdout.split("\r\n")[1]).toContain(
      "warning,family-closed,narrower,inbound,tcp,22,22",
    );
    expect(cli("audit", "126", "rules.v6").stderr).toContain("says nothing about IPv4");
  });

  test("is told what the server is like", () => {
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
    ["big.rules", "big.rules: 5242880 bytes; the limit is 2097152"],
    ["folder", "folder: is a directory"],
    ["broken.rules", "EIO: what the system says"],
    ["secret.rules", "secret.rules: permission denied"],
    ["nowhere", "nowhere: no such file"],
    ["empty.rules", "empty.rules is empty: it says nothing about the firewall"],
  ] as const)("exits with 2 and a line for %s", ([path, message]) => {
    const { status, stdout, stderr } = cli("audit", "126", path);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(message);
    expect(stderr.split("\n")).toHaveLength(2);
  });

  test("warns of what would lock its reader out", () => {
    const { stderr } = cli("audit", "126", "-", "--service", "httpd", "--format", "nftables");
    expect(stderr).toContain(
      "cpanel-ports: warning lockout: of what is expected, neither SSH nor WHM",
    );
    expect(cli("audit", "126", "-").stderr).toBe("");
  });

  test("reads a file as what it is told that it is", () => {
    expect(cli("audit", "126", "hello.txt", "--from", "csf").stderr).toContain("no setting TCP_IN");
    expect(cli("audit", "stable", "csf.conf")).toMatchObject({ status: 2 });
    expect(cli("audit", "126", "csf.conf", "--from", "pf")).toMatchObject({ status: 2 });
  });

  test.for(["nftables", "iptables", "firewalld", "csf"])(
    "prints what to change as %s commands",
    (format) => {
      const { status, stdout } = cli("audit", "126", "csf.conf", "--format", format);
      expect(status).toBe(1);
      expect(stdout).toMatch(
        /^# What makes the firewall fit cPanel & WHM 126, written by cpanel-ports\n/,
      );
      expect(stdout).toContain("\n# open inbound tcp 3306 (MySQL®), for anywhere: ");
    },
  );

  test("prints SARIF, Markdown and HTML", () => {
    const log = JSON.parse(cli("audit", "126", "csf.conf", "--format", "sarif").stdout);
    expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      "csf.conf",
    );
    expect(JSON.parse(cli("audit", "--format", "sarif").stdout).runs[0].results).toEqual([]);
    expect(cli("audit", "126", "csf.conf", "--format", "markdown").stdout).toContain(
      "| warning | extra | inbound | tcp | 8443 |",
    );
    expect(cli("audit", "126", "csf.conf", "--format", "html").stdout).toContain(
      "<caption>cPanel &amp; WHM 126: the firewall does not fit",
    );
  });
});
