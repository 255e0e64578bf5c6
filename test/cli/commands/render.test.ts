import { describe, expect, test } from "vitest";
import { createPolicy } from "../../../src/index.ts";
import {
  mergeCsf,
  renderIp6tables,
  renderIptables,
  renderNftables,
  renderUfw,
} from "../../../src/render/index.ts";
import { runCli } from "../../support/run-cli.ts";
import { stockCsf } from "../../support/stock-csf.ts";

const render = (...args: string[]) => runCli(["render", ...args]);

describe("render", () => {
  test("accepts every option of a policy", () => {
    const { status, stdout, stderr } = render(
      ...["nftables", "11.118.0.5", "--service", "ssh,whm,ftp, smtp", "--omit", "2086,pop3"],
      ...["--replace", "ssh=2222,26=2525", "--replace", "26=2526", "--add", "ftp-passive"],
      ...["--add", "6000-6010/udp=Games", "--add", "123/udp/outbound=NTP, the time"],
      ...["--add", "9000/tcp", "--prefer-tls", "--outbound", "needed", "--os", "AlmaLinux 9"],
      ...["--conditions", "z-push=false,second-smtp-port=true"],
      ...[
        "--allow-from",
        "whm=198.51.100.0/24,2001:db8::1",
        "--allow-from",
        "ssh=license-callback",
      ],
      ...["--table", "my_ports"],
    );
    const policy = createPolicy(118, {
      services: ["ssh", "whm", "ftp", "smtp"],
      omit: [2086, "pop3"],
      replace: { ssh: 2222, 26: [2525, 2526] },
      add: [
        "ftp-passive",
        { ports: { from: 6000, through: 6010 }, protocol: "udp", label: "Games" },
        { ports: 123, protocol: "udp", direction: "outbound", label: "NTP, the time" },
        { ports: 9000, protocol: "tcp", label: "Added port" },
      ],
      preferTls: true,
      outbound: "needed",
      os: "AlmaLinux 9",
      conditions: { "z-push": false, "second-smtp-port": true },
      allowFrom: { whm: ["198.51.100.0/24", "2001:db8::1"], ssh: "license-callback" },
    });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: renderNftables(policy, { table: "my_ports" }),
    });
    expect(stderr.split("\n").slice(0, -1)).toEqual(
      policy.warnings.map(({ code, text }) => `cpanel-ports: warning ${code}: ${text}`),
    );
  });

  test("reports on standard error what the format cannot express", () => {
    expect(render("ufw", "--outbound", "needed").stderr).toContain(
      "cpanel-ports: note: a profile has only inbound ports",
    );
    expect(render("ufw", "126", "--profile", "Mine").stdout).toBe(
      renderUfw(createPolicy(126), { profile: "Mine" }),
    );
    expect(render("html", "--caption", "Mine").stdout).toContain("<caption>Mine</caption>");
    expect(render("svg", "--caption", "Mine").stdout).toContain(">Mine</title>");
    expect(render("iptables", "--chains", "MINE").stdout).toContain("-A MINE-IN ");
    expect(render("ip6tables", "--chains", "MINE").stdout).toContain("-A MINE-IN ");
    expect(render("ufw-commands", "--profile", "Mine").stdout).toContain("ufw allow Mine &&\n");
  });

  test("accepts the options of rules", () => {
    const options = ["--comments", "--log-prefix", "ports: ", "--ssh-rate", "4/minute"];
    const rules = { comments: true, logPrefix: "ports: ", sshRate: "4/minute" } as const;
    const policy = createPolicy(126, { services: "ssh" });
    expect(render("nftables", "--service", "ssh", "--counters", ...options).stdout).toBe(
      renderNftables(policy, { ...rules, counters: true }),
    );
    expect(render("iptables", "--service", "ssh", ...options).stdout).toBe(
      renderIptables(policy, rules),
    );
    expect(render("ip6tables", "--service", "ssh", ...options).stdout).toBe(
      renderIp6tables(policy, rules),
    );
  });

  test("adds ports to a csf.conf, reports them, and writes to a file", () => {
    const files: Record<string, string | Uint8Array> = { "csf.conf": stockCsf };
    const { status, stdout, stderr } = runCli(
      [
        ...["render", "csf", "--service", "ssh", "--add", "3306/tcp=MySQL"],
        ...["--merge", "csf.conf", "--output", "csf.new"],
      ],
      { files },
    );
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    const policy = createPolicy(126, {
      services: "ssh",
      add: { ports: 3306, protocol: "tcp", label: "MySQL" },
    });
    expect(files["csf.new"]).toBe(mergeCsf(policy, stockCsf).text);
    expect(stderr).toContain("cpanel-ports: adds to TCP_IN 3306\n");
    expect(stderr).toContain("cpanel-ports: note: TCP_IN keeps 20, 21, 25, 53, ");
    expect(stderr).not.toContain("removes");
  });

  test("replaces the lists of a csf.conf, and reports the removed ports", () => {
    const conf = stockCsf.replace('8443"', '8443,2222,49152:65534"');
    const { stdout, stderr } = runCli(["render", "csf", "--merge-replace", "csf.conf"], {
      files: { "csf.conf": conf },
    });
    expect(stdout).toBe(mergeCsf(createPolicy(126), conf, { replace: true }).text);
    expect(stderr).toContain("cpanel-ports: removes from TCP_IN 853, 2222, 8443, 49152:65534\n");
    expect(stderr).toContain("cpanel-ports: adds to TCP6_IN 2079, 2080\n");
    expect(stderr).toContain(
      "TCP6_OUT, UDP6_OUT had only some ports, and now have all, as in the policy; they stay limited only with --outbound needed\n",
    );
  });

  test.for<[string, readonly string[], string]>([
    [
      "an unknown service",
      ["nftables", "--service", "telnet"],
      'cpanel-ports: --service is "telnet"; expected a service',
    ],
    [
      "an invalid port",
      ["nftables", "--replace", "ssh=22a"],
      'cpanel-ports: --replace ssh is "22a"; expected a port',
    ],
    [
      "a condition that is neither true nor false",
      ["nftables", "--conditions", "z-push=no"],
      'cpanel-ports: --conditions z-push is "no"; expected one of true, false',
    ],
    [
      "a contradiction",
      ["nftables", "--omit", "ssh", "--replace", "ssh=2222"],
      "cpanel-ports: --replace ssh refers to a port that --omit ssh excludes",
    ],
    ["a development build", ["nftables", "125"], 'cpanel-ports: "125" is a development build'],
    [
      "a name that nft does not accept",
      ["nftables", "--table", "a b"],
      'cpanel-ports: --table is "a b"',
    ],
    ["a missing file", ["csf", "--merge", "nowhere"], "cpanel-ports: nowhere: no such file"],
    [
      "a file that is not a csf.conf",
      ["csf", "--merge", "empty"],
      "cpanel-ports: empty: missing TCP_IN",
    ],
    [
      "a file that is not UTF-8",
      ["csf", "--merge", "latin1"],
      "cpanel-ports: latin1: not UTF-8 text",
    ],
    ["a missing format", [], "cpanel-ports: missing required argument 'format'"],
    [
      "an unknown format",
      ["pf"],
      "cpanel-ports: command-argument value 'pf' is invalid for argument 'format'. Allowed choices are nftables",
    ],
    [
      "an option of another format",
      ["html", "--table", "x_y"],
      "cpanel-ports: option '--table' applies only to nftables",
    ],
    [
      "an option of two other formats",
      ["csf", "--chains", "x"],
      "cpanel-ports: option '--chains' applies only to iptables and ip6tables",
    ],
    [
      "a request for counters, which iptables always has,",
      ["iptables", "--counters"],
      "cpanel-ports: option '--counters' applies only to nftables",
    ],
    [
      "a rate for CSF",
      ["csf", "--ssh-rate", "4/minute"],
      "cpanel-ports: option '--ssh-rate' applies only to nftables, iptables and ip6tables",
    ],
    [
      "an invalid rate",
      ["nftables", "--ssh-rate", "4/fortnight"],
      'cpanel-ports: --ssh-rate is "4/fortnight"; expected 1 to 100 connections per second, minute, hour or day',
    ],
    [
      "two ways to merge",
      ["csf", "--merge", "a", "--merge-replace", "a"],
      "cpanel-ports: option '--merge-replace' cannot be used with option '--merge'",
    ],
    [
      "a merge of another format",
      ["nftables", "--merge-replace", "a"],
      "cpanel-ports: option '--merge-replace' applies only to csf",
    ],
    ["a replacement without a port", ["csf", "--replace", "ssh"], "Expected NAME=VALUE."],
    ["sources without a service", ["csf", "--allow-from", "192.0.2.1"], "Expected NAME=VALUE."],
    [
      "an addition without a protocol",
      ["csf", "--add", "8443"],
      "Expected ftp-passive or PORT[-PORT]/PROTOCOL",
    ],
    [
      "an addition with a label of two lines",
      ["csf", "--add", "1/tcp=a\nb"],
      'cpanel-ports: --add number 1 (label) is "a\\nb"',
    ],
  ])("rejects %s in one clear line", ([, args, message]) => {
    const files = { empty: "", latin1: new Uint8Array([0xe9]) };
    const result = runCli(["render", ...args], { files });
    expect(result.status).toBe(2);
    expect(result.stdout).toBe("");
    expect(result.stderr).toContain(message);
    expect(result.stderr.split("\n").length).toBeLessThan(4);
  });

  test("treats names that every object inherits as unknown names", () => {
    expect(render("csf", "--replace", "constructor=1").stderr).toContain(
      'cpanel-ports: "constructor" is not a key of --replace; expected a service',
    );
    expect(render("csf", "--allow-from", "__proto__=192.0.2.1").status).toBe(2);
    expect(render("constructor").status).toBe(2);
  });
});
