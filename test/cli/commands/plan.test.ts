import { describe, expect, test } from "vitest";
import { createPolicy, planUpgrade } from "../../../src/index.ts";
import { renderNftables, renderPlan } from "../../../src/render/index.ts";
import { runWide as runCli } from "../../support/run-cli.ts";
import { stockCsf } from "../../support/stock-csf.ts";

const files = { "-": renderNftables(createPolicy(126)), "csf.conf": stockCsf };
const cli = (...args: string[]) => runCli(args, { files: { ...files } });

describe("plan", () => {
  test("prints the changes between two releases, and exits with 1 if there are any", () => {
    const { status, stdout } = cli("plan", "110", "126");
    expect(status).toBe(1);
    expect(stdout).toContain("From cPanel & WHM 110 to 126: 1 to close if asked\n");
    expect(stdout).toContain("\nLeft open without --close\n");
    expect(stdout).toContain("\nNever closed\n");
    expect(stdout).toMatch(/^close if asked +inbound +tcp +2091 /m);
    expect(cli("plan", "102", "118")).toMatchObject({
      status: 0,
      stdout: "From cPanel & WHM 102 to 118: nothing to change\n",
    });
    expect(cli("plan", "118", "120").stdout).toContain(
      "From cPanel & WHM 118 to 120: 1 to close if asked\n",
    );
  });

  test("states that nothing documented differs, or that the answer is unknown", () => {
    expect(cli("plan", "126", "11.132.0.3")).toEqual({
      status: 0,
      stdout:
        "From cPanel & WHM 126 to 132 (132 answered from page 126, which applies to it): nothing documented differs; page 126 covers both\n",
      stderr: "cpanel-ports: 132 is answered from page 126, which applies to it\n",
    });
    expect(cli("plan", "126", "138")).toEqual({
      status: 2,
      stdout:
        "From cPanel & WHM 126 to 138 (138 assumed from page 126, which may have changed since): cannot tell whether anything differs\n",
      stderr: "cpanel-ports: 138 is assumed from page 126, which may have changed since\n",
    });
    expect(cli("plan", "110", "138", "--service", "whm").status).toBe(2);
    expect(cli("plan", "138", "11.138.1.7").status).toBe(0);
  });

  test("counts the certain changes up to an assumed version", () => {
    const { status, stdout } = cli("plan", "110", "138");
    expect(status).toBe(1);
    expect(stdout).toContain(
      "From cPanel & WHM 110 to 138 (138 assumed from page 126, which may have changed since): 1 to close if asked\n",
    );
    expect(stdout).toContain("page 126 does not document the port");
  });

  test("prints only the changes that the given firewall needs", () => {
    // IPv6 was not examined.
    expect(cli("plan", "110", "126", "csf.conf")).toMatchObject({ status: 2 });
    expect(cli("plan", "110", "118", "csf.conf")).toMatchObject({ status: 0 });
    expect(cli("plan", "110", "126", "-")).toMatchObject({ status: 0 });
    expect(cli("plan", "110", "126", "--from", "nftables")).toMatchObject({ status: 0 });
    const { status, stdout } = cli(
      "plan",
      "126",
      "110",
      "csf.conf",
      "--format",
      "csf",
      "--conditions",
      "z-push",
    );
    expect(status).toBe(1);
    expect(stdout).toContain("\nedit_list TCP_IN add 2091 2091\n");
    const unclear = runCli(["plan", "110", "126", "--from", "nftables"], {
      files: {
        "-": "table inet t {\n chain c {\n type filter hook input priority 0; policy drop;\n meta cpu 1 accept\n }\n}\n",
      },
    });
    expect(unclear.status).toBe(2);
    expect(unclear.stdout).toContain("Possible changes");
  });

  test("points to the audit if the versions have the same page", () => {
    const plan = (...versions: string[]) => runCli(["plan", ...versions, "csf.conf"], { files });
    expect(plan("126", "132").stderr).toContain(
      "to make the firewall fit one version, use audit with --format nftables|iptables|firewalld|csf\n",
    );
    expect(plan("110", "126").stderr).not.toContain("use audit");
    expect(runCli(["plan", "126", "132"]).stderr).not.toContain("use audit");
  });

  test("examines only what --family and the configuration file name", () => {
    const rules = "*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n";
    const files = { "rules.v4": rules, "c.json": '{ "families": "ipv4" }' };
    const plan = (...args: string[]) =>
      runCli(["plan", "110", "126", "rules.v4", ...args], { files });
    expect(plan().status).toBe(2);
    expect(plan().stdout).toContain("IPv6 was not examined");
    expect(plan("--family", "ipv4").status).toBe(0);
    expect(plan("--config", "c.json").stdout).toBe(plan("--family", "ipv4").stdout);
    expect(plan("--config", "c.json", "--family", "ipv6").status).toBe(2);
  });

  test("prints commands, and requires the firewall if the commands depend on it", () => {
    expect(cli("plan", "110", "126", "--format", "nftables").stdout).toBe(
      renderPlan(planUpgrade(110, 126), "nftables")
        .replace("with close: true", "with --close")
        .replace('with outbound: "needed"', "with --outbound needed"),
    );
    expect(cli("plan", "126", "110", "--format", "csf")).toMatchObject({ status: 2, stdout: "" });
    expect(cli("plan", "110", "126", "--format", "csv").stdout.split("\r\n").slice(1)).toEqual([
      expect.stringMatching(/^close,if-asked,inbound,tcp,2091,2091,/),
      expect.stringMatching(
        /^close,never,outbound,tcp,2195,2195,.*outbound ports are closed only with --outbound needed$/,
      ),
      "",
    ]);
  });

  test("closes ports with --close, and keeps the given connections and the SSH session", () => {
    const close = (args: readonly string[], env = {}) =>
      runCli(["plan", "110", "126", "--close", ...args], { files: { ...files }, env });
    const ssh = { SSH_CONNECTION: "198.51.100.7 50000 192.0.2.1 2091" };
    const closed = close(["--keep", "[2001:db8::7]:22"]);
    expect(closed.stdout).toContain("From cPanel & WHM 110 to 126: 1 change\n");
    expect(closed.stderr).toBe(
      "cpanel-ports: keeping only the connections of --keep: SSH_CONNECTION is not set (sudo often removes it)\n",
    );
    const kept = close(["--format", "json"], ssh);
    expect(JSON.parse(kept.stdout)).toMatchObject({
      changes: [],
      kept: ["198.51.100.7:2091"],
      spared: [{ why: "the connection 198.51.100.7:2091 must stay possible" }, {}],
    });
    expect(kept.stderr).toBe(
      "cpanel-ports: keeping 198.51.100.7:2091, the connection of your SSH session (SSH_CONNECTION)\n",
    );
    const session = { SSH_CONNECTION: "fe80::1%eth0 50000 fe80::2 22" };
    expect(close([], session).stderr).toContain("keeping [fe80::1]:22,");
    const mapped = { SSH_CONNECTION: "::ffff:198.51.100.7 50000 ::ffff:192.0.2.1 22" };
    expect(close([], mapped).stderr).toContain("keeping 198.51.100.7:22,");
    for (const [env, why] of [
      [{}, "not set (sudo often removes it)"],
      [{ SSH_CONNECTION: "nonsense" }, 'malformed ("nonsense")'],
      [{ SSH_CONNECTION: "host 1 host 22" }, 'malformed ("host 1 host 22")'],
    ] as const) {
      expect(close([], env)).toMatchObject({
        status: 2,
        stdout: "",
        stderr: expect.stringContaining(
          `cpanel-ports: --close could lock you out: SSH_CONNECTION is ${why}; give --keep ADDRESS:PORT`,
        ),
      });
    }
  });

  test("warns that piped input is ignored unless a file or - is given", () => {
    const piped = (...args: string[]) =>
      runCli(["plan", "110", "126", ...args], { files: { ...files }, isPipedIn: true });
    expect(piped()).toMatchObject({
      status: 1,
      stderr: "cpanel-ports: standard input is ignored; add - to read a firewall from it\n",
    });
    for (const args of [["-"], ["csf.conf"], ["--from", "nftables"]]) {
      expect(piped(...args).stderr).not.toContain("is ignored");
    }
    expect(piped("-").stdout).toBe(piped("--from", "nftables").stdout);
    expect(cli("plan", "110", "126").stderr).toBe("");
  });

  test("joins reasons without a full stop before the semicolon", () => {
    const { stdout } = cli("plan", "126", "118", "--conditions", "z-push");
    expect(stdout).toContain("nothing on the server replaced Z-Push; only if");
  });

  test("states how to close the ports that it leaves open", () => {
    expect(cli("plan", "110", "126").stderr).toBe("");
    expect(cli("plan", "110", "126", "--format", "nftables").stderr).toBe(
      "cpanel-ports: 1 change that closes ports is omitted; add --close to include it\n",
    );
  });

  test("undoes its commands with --rollback unless they are confirmed", () => {
    const run = (...args: string[]) =>
      cli("plan", "126", "110", "csf.conf", "--outbound", "any", "--conditions", "z-push", ...args);
    expect(run("--format", "csf", "--rollback", "120").stdout).toContain("--on-active=120 ");
    expect(run("--rollback", "120").stderr).toContain(
      "--rollback: applies only to commands that change a firewall; add --format nftables|iptables|firewalld|csf",
    );
    for (const wrong of ["29", "3601", "2m", "1e2"]) {
      expect(run("--format", "csf", "--rollback", wrong)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining("Expected a whole number of seconds from 30 to 3600."),
      });
    }
    expect(run("--keep", "198.51.100.7")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("Expected an address and a port, such as 198.51.100.7:22"),
    });
  });

  test("states that nothing listens at a connection to keep, if the input shows what listens", () => {
    const sockets = "tcp LISTEN 0 128 0.0.0.0:2091 0.0.0.0:*\n";
    const { status, stderr } = runCli(
      ["plan", "118", "126", "ss.txt", "--close", "--keep", "198.51.100.7:22"],
      { files: { "ss.txt": sockets } },
    );
    expect(status).toBe(2);
    expect(stderr).toContain("--keep 198.51.100.7:22: nothing listens there, so you cannot be");
  });
});
