import { describe, expect, test } from "vitest";
import { run } from "../../src/cli/run.ts";
import { loaded, runCli } from "../support/run-cli.ts";

describe("exit status", () => {
  test("is 2 for a question without an answer, with one line on standard error", () => {
    for (const [args, message] of [
      [["list", "stable"], '"stable" is a release tier'],
      [["list", "125"], '"125" is a development build of release 125'],
      [["list", "138", "--strict"], '"138": 138 is assumed from page 126'],
      [["list", "5000"], '"5000" is not a version'],
      [["list", "--service", "nonsense"], `--service is "nonsense"; expected one of`],
      [["list", "--port", "ssh"], `--port is "ssh"; expected a whole number from 1 to 65535`],
      [["list", "--protection", "perhaps"], `--protection is "perhaps"; expected one of`],
      [["list", "--protection", "constructor"], `--protection is "constructor"; expected one of`],
      [["diff", "118", "x"], '"x" is not a version'],
      [["services", "100"], '"100": release 100 is not in the dataset'],
    ] as const) {
      const { status, stdout, stderr } = runCli(args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(/^cpanel-ports: .+\n$/);
      expect(stderr).toContain(message);
    }
  });

  test("is 2 for invalid arguments", () => {
    for (const args of [
      [],
      ["lst"],
      ["list", "--nonsense"],
      ["list", "126", "118"],
      ["list", "--format", "xml"],
      ["list", "--service"],
      ["list", "--newer", "latest"],
      ["show"],
      ["diff", "118"],
    ]) {
      const { status, stdout, stderr } = runCli(args);
      expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
      expect(stderr).toMatch(/--help|Usage/);
    }
  });

  test.for<[readonly string[], string]>([
    [["list", "--service", "imapp"], "imap"],
    [["list", "--direction", "in"], "inbound"],
    [["list", "--format", "jsno"], "json"],
    [["list", "--srevice", "imap"], "--service"],
    [["lsit"], "list"],
    [["render", "nftable"], "nftables"],
    [["audit", "--from", "ipables"], "iptables"],
    [["render", "csf", "--outbound", "neded"], "needed"],
  ])("is 2 for %j, and the message suggests %s", ([args, word]) => {
    expect(runCli(args).stderr).toMatch(new RegExp(`\\([Dd]id you mean ${word}\\?\\)`));
  });

  test("comes with messages that escape control characters in arguments", () => {
    expect(runCli(["list", "\u202e126\u009b31m"])).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(
        /^cpanel-ports: "\\u\{202e\}126\\u\{9b\}31m" is not a version.+\n$/,
      ),
    });
    expect(runCli(["l\u001b[31m"])).toMatchObject({
      status: 2,
      stderr: "cpanel-ports: unknown command 'l\\u{1b}[31m'\n(see --help)\n",
    });
  });

  test("is 0 for --help, which includes an example, and for --version", () => {
    for (const command of [
      [],
      ["list"],
      ["show"],
      ["diff"],
      ["releases"],
      ["services"],
      ["render"],
      ["audit"],
      ["plan"],
    ]) {
      const { status, stdout, stderr } = runCli([...command, "--help"]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).toMatch(/^Usage: cpanel-ports/);
      expect(stdout).toMatch(/^Example:\n {2}\$ cpanel-ports \S/m);
    }
    expect(runCli(["--version"])).toEqual({ status: 0, stdout: "1.2.3\n", stderr: "" });
  });

  test("is not set by an unexpected error, which is thrown", () => {
    const broken = () => {
      throw new RangeError("unforeseen");
    };
    const io = {
      stdout: broken,
      stderr: () => {},
      readFile: broken,
      readDirectory: broken,
      writeFile: broken,
      isTypedIn: () => false,
      isPipedIn: () => false,
      isTerminal: false,
      today: () => "2026-08-01",
      env: {},
    };
    expect(() => run(["list"], "1.2.3", io, loaded)).toThrow(RangeError);
  });
});
