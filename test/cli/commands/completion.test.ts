import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { commands } from "../../../src/cli/commands/index.ts";
import { listCompletions } from "../../../src/cli/completion/list-completions.ts";
import { createProgram } from "../../../src/cli/program.ts";
import { loaded, runCli } from "../../support/run-cli.ts";

const io = {
  stdout: () => undefined,
  stderr: () => undefined,
  readFile: () => new Uint8Array(),
  readDirectory: () => undefined,
  writeFile: () => undefined,
  isTypedIn: () => false,
  isPipedIn: () => false,
  isTerminal: false,
  today: () => "2026-08-01",
  env: {},
};
const program = createProgram("1.2.3", io, loaded, () => undefined);
const completions = listCompletions(program, loaded);

function optionOf(command: string, flag: string) {
  return completions.commands
    .find(({ name }) => name === command)
    ?.options.find(({ flags }) => flags.includes(flag));
}

const placesOf = (command: string) =>
  completions.commands.find(({ name }) => name === command)?.places ?? [];

describe("completions", () => {
  test("include every command and help", () => {
    expect(completions.commands.map(({ name }) => name)).toEqual([
      ...Object.keys(commands),
      "help",
    ]);
    expect(placesOf("help")[0]?.words).toEqual([...Object.keys(commands), "help"]);
  });

  test("include every option of a command and --help", () => {
    for (const { name, options } of completions.commands.slice(0, -1)) {
      const command = program.commands.find((each) => each.name() === name);
      expect(options.map(({ flags }) => flags.at(-1))).toEqual([
        ...(command?.options.map(({ long }) => long) ?? []),
        "--help",
      ]);
    }
  });

  test("include the values of every option and argument that does not accept free text", () => {
    const ofAnyKind = completions.commands.flatMap(({ name, options, places }) => [
      ...options.flatMap(({ flags, values }) =>
        values && values.words.length === 0 && !values.areFiles ? [`${name} ${flags.at(-1)}`] : [],
      ),
      ...places.flatMap(({ words, areFiles }, index) =>
        words.length === 0 && !areFiles ? [`${name} ${index}`] : [],
      ),
    ]);
    expect(ofAnyKind).toEqual([
      ...["compare --interface", "compare --host"],
      ...["render --table", "render --chains", "render --log-prefix", "render --ssh-rate"],
      ...["render --profile", "render --caption", "block --keep", "block 0"],
      ...["audit --name", "audit --interface", "audit --host", "audit --keep", "audit --rollback"],
      ...["audit --on", "check --interface", "check --host", "check --source"],
      ...["check --destination", "plan --interface", "plan --host", "plan --keep"],
      "plan --rollback",
    ]);
  });

  test.for([
    ["list", "--service", "imap"],
    ["list", "--port", "2087"],
    ["list", "--protection", "starttls"],
    ["audit", "--family", "ipv6"],
    ["audit", "--format", "sarif"],
    ["audit", "--from", "nftables"],
    ["audit", "--service", "2087"],
    ["audit", "--omit", "license"],
    ["render", "--os", "almalinux"],
    ["render", "--conditions", "remote-mysql"],
    ["render", "--conditions", "all"],
    ["render", "--replace", "ssh="],
    ["render", "--allow-from", "whm="],
    ["show", "--release", "138"],
  ])("include for %s %s the value %s", ([command = "", flag = "", word]) => {
    expect(optionOf(command, flag)?.values?.words).toContain(word);
  });

  test("contain no value with a space, which a shell would split", () => {
    const words = completions.commands.flatMap(({ options, places }) =>
      [
        ...options.flatMap(({ values }) => values?.words ?? []),
        ...places.map(({ words }) => words),
      ].flat(),
    );
    expect(words.length).toBeGreaterThan(1000);
    expect(words.filter((each) => !/^[\w.=-]+$/.test(each))).toEqual([]);
  });

  test("include the values of the next argument if an argument is optional", () => {
    const [first, second, third] = placesOf("compare");
    expect(first).toMatchObject({ areFiles: true, isLast: false });
    expect(first?.words).toEqual(expect.arrayContaining(["126", "csf-stock"]));
    expect(second?.words).not.toContain("126");
    expect(third).toEqual({ words: [], areFiles: true, isLast: true });
    expect(placesOf("diff").map(({ words }) => words.includes("126"))).toEqual([true, true]);
    expect(placesOf("render")[0]?.words).not.toContain("126");
    expect(placesOf("services")[0]).toMatchObject({ areFiles: false, isLast: false });
  });
});

describe("completion", () => {
  test("writes a script with every command and option for each shell", () => {
    for (const shell of ["bash", "zsh", "fish"]) {
      const { status, stdout, stderr } = runCli(["completion", shell]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      for (const { name, options } of completions.commands) {
        expect(stdout).toContain(name);
        for (const { flags } of options) {
          const [flag = ""] = flags.slice(-1);
          expect(stdout).toContain(shell === "fish" ? `-l ${flag.slice(2)} ` : flag);
        }
      }
    }
  });

  test("writes a script that bash can parse", () => {
    const { stdout } = runCli(["completion", "bash"]);
    expect(spawnSync("bash", ["-n"], { input: stdout, encoding: "utf8" })).toMatchObject({
      status: 0,
      stderr: "",
    });
  });

  test("explains in its help how to install and uninstall the script, within 80 columns", () => {
    const { status, stdout } = runCli(["completion", "--help"]);
    expect(status).toBe(0);
    for (const text of ["~/.bashrc", "~/.zshrc", "~/.config/fish", "To uninstall it"]) {
      expect(stdout).toContain(text);
    }
    expect(Math.max(...stdout.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
  });

  test("rejects an unknown shell and lists the known ones", () => {
    expect(runCli(["completion", "bsh"])).toMatchObject({
      status: 2,
      stdout: "",
      stderr: expect.stringContaining("Allowed choices are bash, zsh, fish (did you mean bash?)."),
    });
  });
});
