import { describe, expect, test } from "vitest";
import { diffReleases } from "../../../src/index.ts";
import { cliJson, plain } from "../../support/cli-json.ts";
import { runWide as runCli } from "../../support/run-cli.ts";

describe("diff", () => {
  test("prints the changes and their reasons", () => {
    expect(cliJson("diff", "118", "126")).toEqual(plain(diffReleases(118, 126)));
    expect(runCli(["diff", "v118", "11.126.0.5"]).stdout).toBe(`\
cPanel & WHM 118 to 126: 2 ports removed

Change   What       Detail  Before                                            After
removed  port 2091          Exchange ActiveSync (EAS) SSL/TLS, tcp, in
removed  port 2195          Apple Push Notification service (APNs), tcp, out

Why

Between      What       Why
118 and 120  port 2091  Z-Push and the Calendars and Contacts Server were deprecated and removed between 118 and 120. The release notes and the deprecation plan disagree on which release did which. cpdavd took over calendars and contacts; nothing on the server replaced Z-Push.
124 and 126  port 2195  cPanel's case RE-676 retired the package behind Apple push mail.
`);
    expect(runCli(["diff", "112", "114", "--format", "csv"]).stdout).toBe(
      [
        "Change,What,Field,Before,After",
        "changed,port 2079,documented.note,no,yes",
        'changed,port 2079,annotations,requirement ipv6-setting,"requirement ipv6-setting, warning insecure"',
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

  test("states that nothing documented differs, or that the answer is unknown", () => {
    expect(runCli(["diff", "120", "122"]).stdout).toBe(
      "cPanel & WHM 120 to 122: nothing documented differs; page 120 covers both\n",
    );
    expect(runCli(["diff", "126", "11.132.0.3", "--exit-code"])).toEqual({
      status: 0,
      stdout:
        "cPanel & WHM 126 to 132 (132 answered from page 126, which applies to it): nothing documented differs; page 126 covers both\n",
      stderr: "cpanel-ports: 132 is answered from page 126, which applies to it\n",
    });
    for (const options of [[], ["--exit-code"]]) {
      expect(runCli(["diff", "126", "134", ...options])).toEqual({
        status: 2,
        stdout:
          "cPanel & WHM 126 to 134 (134 assumed from page 126, which may have changed since): cannot tell whether anything differs\n",
        stderr: "cpanel-ports: 134 is assumed from page 126, which may have changed since\n",
      });
    }
    expect(runCli(["diff", "134", "138"])).toMatchObject({
      status: 2,
      stdout:
        "cPanel & WHM 134 to 138 (134 and 138 assumed from page 126, which may have changed since): cannot tell whether anything differs\n",
    });
    expect(runCli(["diff", "132", "138"]).stdout).toContain(
      "(132 answered from page 126, which applies to it; 138 assumed from page 126, which may have changed since)",
    );
    expect(runCli(["diff", "138", "138.0.7"])).toEqual({
      status: 0,
      stdout:
        "cPanel & WHM 138 to 138 (138 assumed from page 126, which may have changed since): nothing documented differs; page 126 covers both\n",
      stderr: "cpanel-ports: 138 is assumed from page 126, which may have changed since\n",
    });
  });

  test("prints the certain changes up to an assumed version", () => {
    const { status, stdout } = runCli(["diff", "118", "138", "--format", "json"]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      from: 118,
      to: 126,
      requested: { from: 118, to: 138 },
      coverage: { from: "release", to: "assumed" },
      removed: [{ port: 2091 }, { port: 2195 }],
    });
    expect(runCli(["diff", "118", "138", "--exit-code"]).status).toBe(1);
    expect(runCli(["diff", "118", "138"]).stdout).toContain(
      "cPanel & WHM 118 to 138 (138 assumed from page 126, which may have changed since): 2 ports removed\n",
    );
  });

  test("exits with 1 if there are differences and --exit-code is given", () => {
    expect(runCli(["diff", "118", "126"]).status).toBe(0);
    expect(runCli(["diff", "118", "126", "--exit-code"]).status).toBe(1);
    expect(runCli(["diff", "120", "122", "--exit-code"]).status).toBe(0);
    expect(runCli(["diff", "116", "118", "--exit-code"]).status).toBe(1);
    expect(runCli(["diff", "stable", "118", "--exit-code"]).status).toBe(2);
    expect(runCli(["diff", "stable", "118"]).status).toBe(2);
  });

  test("accepts the filters of list", () => {
    const filter = { service: ["apns", "dns"], direction: ["outbound"] } as const;
    const args = ["--service", "apns,dns", "--direction", "outbound"];
    expect(cliJson("diff", "118", "126", ...args)).toEqual(plain(diffReleases(118, 126, filter)));
    const { stdout, status } = runCli(["diff", "118", "126", ...args, "--exit-code"]);
    expect(stdout).toContain(": 1 port removed");
    expect(stdout).not.toContain("2091");
    expect(status).toBe(1);
    expect(runCli(["diff", "118", "126", "--service", "ssh", "--exit-code"]).status).toBe(0);
  });
});
