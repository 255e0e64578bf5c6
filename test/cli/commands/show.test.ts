import { describe, expect, test } from "vitest";
import { getPortHistory } from "../../../src/index.ts";
import { cliJson, plain } from "../../support/cli-json.ts";
import { runWide as runCli } from "../../support/run-cli.ts";

describe("show", () => {
  test("prints every span of a port, with the basis of each fact", () => {
    expect(cliJson("show", "2079")).toEqual({
      requested: null,
      release: null,
      coverage: null,
      spans: plain(getPortHistory(2079)),
    });
    const { stdout } = runCli(["show", "953"]);
    expect(stdout).toContain("releases 102 to 126");
    expect(stdout).toMatch(/^protocol +- +the page's table$/m);
    expect(runCli(["show", "3306"]).stdout).toMatch(/^condition +only if .+ the page's note$/m);
    expect(stdout).toMatch(/^warning +.+ the page's note, https:\/\/docs\.cpanel\.net\/.+$/m);
    expect(stdout).toMatch(/^twin +none$/m);
    expect(runCli(["show", "26"]).stdout).toMatch(
      /^usage .+ the page's note, WHM API 1 configureservice$/m,
    );
    expect(runCli(["show", "26"]).stdout).toMatch(/^IANA names +none +IANA$/m);
    expect(runCli(["show", "465"]).stdout).toMatch(
      /^protection +TLS +the page's table, RFC 8314 section 3\.3$/m,
    );
    expect(runCli(["show", "25"]).stdout).toMatch(/^protection +upgrade to TLS +RFC 3207, https/m);
    expect(runCli(["show", "2089"]).stdout).toMatch(/^source ports +4, 1020 +the page's note$/m);
  });

  test.for([
    ["102", "releases 102 to 112"],
    ["112", "releases 102 to 112"],
    ["114", "releases 114 to 126"],
    ["126", "releases 114 to 126"],
  ] as const)("prints for --release %s only the span %s", ([release, span]) => {
    const { stdout } = runCli(["show", "2079", "--release", release]);
    expect(stdout).toContain(`Port 2079 in cPanel & WHM ${release}\n`);
    expect(stdout.match(/^releases .+$/gm)).toEqual([span]);
  });

  test("accepts any form of a version in --release", () => {
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
      "cPanel & WHM 126 does not document port 2091; documented in releases 102 to 118",
    ],
    [["show", "0"], "0 is not a port; expected a whole number from 1 to 65535"],
    [["show", "ssh"], '"ssh" is not a port; expected a whole number from 1 to 65535'],
  ] as const)("has no answer for %j: %s", ([args, message]) => {
    expect(runCli(args)).toEqual({ status: 2, stdout: "", stderr: `cpanel-ports: ${message}\n` });
  });
});
