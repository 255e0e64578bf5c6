import { describe, expect, test } from "vitest";
import { createPolicy } from "../../../src/index.ts";
import { renderIptables } from "../../../src/render/index.ts";
import { runCli } from "../../support/run-cli.ts";

/** Returns the arguments of every command that accepts a version, for one version. */
const commands = (version: string): readonly (readonly string[])[] => [
  ["list", version],
  ["services", version],
  ["show", "22", "--release", version],
  ["diff", "118", version],
  ["plan", "118", version],
  ["render", "iptables", version],
  ["render", "html", version],
  ["audit", version, "rules.v4", "--family", "ipv4"],
];
const files = { "rules.v4": renderIptables(createPolicy(126)) };
const cli = (args: readonly string[]) => runCli(args, { files: { ...files } });
const page = "132 is answered from page 126, which applies to it";
const assumed = "138 is assumed from page 126, which may have changed since";

describe("a command that accepts a version", () => {
  test.for(commands("11.126.0.5\n"))(
    "prints no coverage for a release of the dataset: %j",
    (args) => {
      const { status, stdout, stderr } = cli(args);
      expect(status).toBeLessThan(2);
      expect(stderr).not.toContain("page");
      expect(stdout).toMatch(/cPanel &(?:amp;)? WHM (?:118 to )?126(?: |:|;|,|\n|<)/);
    },
  );

  test.for(commands("11.132.0.3\n"))(
    "answers for a version that the newest page covers: %j",
    (args) => {
      const { status, stdout, stderr } = cli(args);
      expect(status).toBeLessThan(2);
      expect(stderr).toContain(`cpanel-ports: ${page}\n`);
      expect(stdout).toMatch(/cPanel &(?:amp;)? WHM (?:118 to )?132 \(.*answered from page 126,/);
      expect(cli([...args, "--strict"])).toEqual({ status, stdout, stderr });
    },
  );

  test.for(commands("11.138.1.7"))("answers for an assumed version unless strict: %j", (args) => {
    const { status, stdout, stderr } = cli(args);
    expect(status).toBeLessThan(2);
    expect(stderr).toContain(`cpanel-ports: ${assumed}\n`);
    expect(stdout).toMatch(/cPanel &(?:amp;)? WHM (?:118 to )?138 \(.*assumed from page 126,/);
    expect(cli([...args, "--strict"])).toEqual({
      status: 2,
      stdout: "",
      stderr: `cpanel-ports: "11.138.1.7": ${assumed}; omit --strict to use that page\n`,
    });
  });

  test.for(commands("138").filter(([name]) => name !== "render"))(
    "prints the version and its coverage as JSON: %j",
    (args) => {
      const json = JSON.parse(cli([...args, "--format", "json"]).stdout);
      const two = args[0] === "diff" || args[0] === "plan";
      expect(json).toMatchObject(
        two
          ? {
              requested: { from: 118, to: 138 },
              coverage: { from: "release", to: "assumed" },
              to: 126,
            }
          : { requested: 138, coverage: "assumed", release: 126 },
      );
    },
  );

  test.for(commands("139"))("rejects a development build: %j", (args) => {
    expect(cli(args)).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining('"139" is a development build'),
    });
  });
});

test("render json prints the version and its coverage", () => {
  expect(JSON.parse(runCli(["render", "json", "132"]).stdout)).toMatchObject({
    title: "cPanel & WHM 132 (answered from page 126, which applies to it)",
    requested: 132,
    release: 126,
    coverage: "page",
  });
});
