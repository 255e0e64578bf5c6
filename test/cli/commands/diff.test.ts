import { describe, expect, test } from "vitest";
import { diffReleases } from "../../../src/index.ts";
import { cliJson, plain } from "../../support/cli-json.ts";
import { runCli } from "../../support/run-cli.ts";

describe("diff", () => {
  test("prints what changes, and why", () => {
    expect(cliJson("diff", "118", "126")).toEqual(plain(diffReleases(118, 126)));
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
